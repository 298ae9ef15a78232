import { type Db, sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import { type BrandId, newId, type QueueId } from '#kernel/ids'
import { brandById } from '#people'

/** Where a brand's conversations wait unless something says otherwise; made when it is first needed. Ten at once make one. */
export async function firstQueue(tx: Tx, brand: BrandId): Promise<QueueId> {
  const found = await find(tx, brand)
  if (found !== undefined) return found
  const id = newId<'queue'>()
  const name = JSON.stringify(await nameOf(tx, brand))
  const { rows } = await sql<{ id: QueueId }>`
    insert into routing.queue (id, brand_id, name, first, created_at) values (${id}, ${brand}, ${name}::jsonb, true, ${tx.clock.now()})
    on conflict (brand_id) where first do nothing returning id`.execute(tx)
  if (rows.length === 0) return (await find(tx, brand)) ?? id
  await publish(tx, 'queue.changed', { brand, subject: id, data: { queueId: id } })
  return id
}

async function find(db: Db, brand: BrandId): Promise<QueueId | undefined> {
  const row = await db
    .selectFrom('routing.queue')
    .select('id')
    .where('brand_id', '=', brand)
    .where('first', '=', true)
    .executeTakeFirst()
  return row?.id
}

async function nameOf(tx: Tx, id: BrandId): Promise<Record<string, string>> {
  const brand = await brandById(tx, id)
  return Object.fromEntries((brand?.languages ?? ['en']).map((lang) => [lang, brand?.name ?? '']))
}

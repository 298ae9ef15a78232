import { type Db, sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import { type BrandId, type ContactId, newId } from '#kernel/ids'
import type { Level } from '../contract.ts'
import { handleKey } from './handle.ts'

export interface Known {
  brand: BrandId
  channel: string
  /** The outside's id of the person on this channel: an address, a number, a scoped id, a widget's key. */
  handle: string
  name?: string | null
  lang?: string | null
  /** What the channel itself proves; `none` when not said. */
  level?: Extract<Level, 'none' | 'claimed' | 'channel'>
}

/**
 * The contact behind an identity; both are made when the identity is new. Ten at once make one contact.
 * Merged contacts are followed, because a merge moves identities along.
 */
export async function recogniseContact(tx: Tx, known: Known): Promise<{ contactId: ContactId; created: boolean }> {
  const found = await findOrAdd(tx, known)
  if (found.created) {
    await publish(tx, 'contact.created', {
      brand: known.brand,
      subject: found.contactId,
      about: { contact: found.contactId },
      data: { contactId: found.contactId },
    })
  }
  return found
}

async function findOrAdd(
  db: Db & Pick<Tx, 'clock'>,
  known: Known,
): Promise<{ contactId: ContactId; created: boolean }> {
  const { brand, channel, handle, level = 'none' } = known
  const key = handleKey(channel, handle)
  const [id, contact, now] = [newId<'identity'>(), newId<'contact'>(), db.clock.now()]
  // A race is settled by the unique key: whoever comes second gets the first one's contact, and adds none.
  const { rows } = await sql<{ contact_id: ContactId; created: boolean }>`
    with known as (
      select id, contact_id, level from people.identity
      where brand_id = ${brand} and channel = ${channel} and handle_key = ${key}
    ), risen as (
      update people.identity i set level = ${level}::people.level, verified_at = ${now}
      from known where i.id = known.id and i.level < ${level}::people.level
    ), added as (
      insert into people.identity (id, contact_id, brand_id, channel, handle, handle_key, level, verified_at, created_at)
      select ${id}, ${contact}::uuid, ${brand}, ${channel}, ${handle}, ${key}, ${level}::people.level,
             case when ${level} = 'channel' then ${now}::timestamptz end, ${now}
      where not exists (select from known)
      on conflict (brand_id, channel, handle_key) do update set handle_key = excluded.handle_key
      returning contact_id, contact_id = ${contact}::uuid as created
    ), contact as (
      insert into people.contact (id, brand_id, name, lang, created_at)
      select contact_id, ${brand}, ${known.name?.trim() ?? ''}, ${known.lang ?? null}, ${now} from added where created
    )
    select contact_id, false as created from known
    union all
    select contact_id, created from added`.execute(db)
  const row = rows[0]
  if (!row) throw new Error('An identity was neither found nor added.')
  return { contactId: row.contact_id, created: row.created }
}

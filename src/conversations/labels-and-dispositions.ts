import { visibleIn } from '#kernel/access'
import { json, type RawJson, sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { ConversationsApi } from './contract.ts'

type NewLabel = ConversationsApi['POST /api/v1/labels']['body']
type NewDisposition = ConversationsApi['POST /api/v1/dispositions']['body']
type Labels = ConversationsApi['GET /api/v1/labels']['answer']
type Dispositions = ConversationsApi['GET /api/v1/dispositions']['answer']

const mine = (ctx: Context) =>
  sql`(brand_id is null or ${visibleIn(ctx.actor, 'conversation.read', sql.ref('brand_id'))})`

/** All of them at once: an operator has tens, not thousands. */
const listOf = async <A>(
  ctx: Context,
  table: 'label' | 'disposition',
  shape: ReturnType<typeof sql>,
): Promise<RawJson<A>> => {
  const { rows } = await sql<{ items: string; live: string }>`
    select coalesce(jsonb_agg(${shape} order by name, id), '[]')::text as items, ${livePos()} as live
    from ${sql.table(`conversations.${table}`)} where ${mine(ctx)}`.execute(ctx.db)
  return json<A>(`{"items":${rows[0]?.items ?? '[]'},"next":null,"live":${JSON.stringify(rows[0]?.live ?? '0')}}`)
}
export const listLabels = (ctx: Context) =>
  listOf<Labels>(
    ctx,
    'label',
    sql`jsonb_build_object('id', id, 'brand', brand_id, 'name', name, 'hue', hue, 'rev', rev)`,
  )
export const listDispositions = (ctx: Context) =>
  listOf<Dispositions>(
    ctx,
    'disposition',
    sql`jsonb_build_object('id', id, 'brand', brand_id, 'parent', parent_id, 'name', name, 'rev', rev)`,
  )

/** Said twice with the same id and name, it is meant once. */
export const createLabel = (ctx: Context, label: NewLabel) =>
  ctx.transaction(async (tx) => {
    const added = await tx
      .insertInto('conversations.label')
      .values({ id: label.id, brand_id: label.brand, name: JSON.stringify(label.name) as never, hue: label.hue })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added !== undefined)
      await publish(tx, 'label.defined', { brand: label.brand, subject: label.id, data: { labelId: label.id } })
    else
      await refuseOther(
        tx.selectFrom('conversations.label').select('name').where('id', '=', label.id).executeTakeFirst(),
        label.name,
      )
    return { ...label, rev: 1 }
  })

export const createDisposition = (ctx: Context, disposition: NewDisposition) =>
  ctx.transaction(async (tx) => {
    await requireParent(tx, disposition)
    const added = await tx
      .insertInto('conversations.disposition')
      .values({
        id: disposition.id,
        brand_id: disposition.brand,
        parent_id: disposition.parent,
        name: JSON.stringify(disposition.name) as never,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    const fact = { brand: disposition.brand, subject: disposition.id, data: { dispositionId: disposition.id } }
    if (added !== undefined) await publish(tx, 'disposition.defined', fact)
    else
      await refuseOther(
        tx.selectFrom('conversations.disposition').select('name').where('id', '=', disposition.id).executeTakeFirst(),
        disposition.name,
      )
    return { ...disposition, rev: 1 }
  })

/** Another brand's looks like none. */
async function requireParent(tx: Tx, { parent, brand }: NewDisposition): Promise<void> {
  if (parent === null) return
  const { rows } = await sql`
    select from conversations.disposition where id = ${parent} and (brand_id is null or brand_id = ${brand}::uuid)`.execute(
    tx,
  )
  if (rows.length > 0) return
  throw new Problem(
    'unprocessable',
    'The parent is no disposition of this brand. Nothing was changed; choose another.',
    {
      faults: [{ pointer: '/body/parent', detail: 'must be a disposition of the same brand' }],
    },
  )
}

async function refuseOther(
  found: Promise<{ name: Record<string, string> } | undefined>,
  name: Record<string, string>,
): Promise<void> {
  const known = (await found)?.name
  const same = known !== undefined && Object.keys(name).every((lang) => known[lang] === name[lang])
  if (!same) throw new Problem('id_reused', 'This id already belongs to something else. Send again with a new id.')
}

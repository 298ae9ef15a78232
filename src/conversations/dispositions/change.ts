import { visible } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { refuseOther } from '../refuse-other.ts'
import type { DispositionTable } from '../tables.ts'
import type { DispositionsApi } from './contract.ts'

type New = DispositionsApi['POST /api/v1/dispositions']['body']
type Answer = DispositionsApi['POST /api/v1/dispositions']['answer']
type Change = DispositionsApi['PUT /api/v1/dispositions/:id']['body']

/** Of the same depth as a screen can show and a head can hold. */
const DEEPEST = 4

/** Said twice with the same id and name, it is meant once. A new one stands behind its siblings. */
export const createDisposition = (ctx: Context, { id, brand, parent, name }: New): Promise<Answer> =>
  ctx.transaction(async (tx) => {
    await lockTree(tx)
    await refuseParent(tx, { id, brand }, parent)
    const { rows } = await sql`
      insert into conversations.disposition (id, brand_id, parent_id, name, position)
      values (${id}, ${brand}, ${parent}, ${JSON.stringify(name)}::jsonb,
        (select coalesce(max(position) + 1, 0) from conversations.disposition where parent_id is not distinct from ${parent}::uuid))
      on conflict (id) do nothing returning id`.execute(tx)
    if (rows.length > 0) await told(tx, id, brand)
    else refuseOther(await bare(tx, id), name)
    return shown(await bare(tx, id))
  })

/** Another name or place. Errors: `stale` when somebody else changed it since, `unprocessable` for a parent that cannot be. */
export const changeDisposition = (ctx: Context, id: string, { name, parent, rev }: Change): Promise<Answer> =>
  ctx.transaction(async (tx) => {
    await lockTree(tx)
    const row = await mine(tx, ctx, id)
    const same = row.parent_id === parent && JSON.stringify(row.name) === JSON.stringify(name)
    if (same) return shown(row)
    if (row.rev !== rev)
      throw new Problem(
        'stale',
        'Somebody else has changed this reason. Nothing was changed; look at it and try again.',
      )
    await refuseParent(tx, { id, brand: row.brand_id }, parent)
    await sql`
      update conversations.disposition set name = ${JSON.stringify(name)}::jsonb, parent_id = ${parent}, rev = rev + 1,
        position = case when parent_id is not distinct from ${parent}::uuid then position else
          (select coalesce(max(o.position) + 1, 0) from conversations.disposition o where o.parent_id is not distinct from ${parent}::uuid) end
      where id = ${id}`.execute(tx)
    await told(tx, id, row.brand_id)
    return shown(await bare(tx, id))
  })

/** Puts it at this place among its siblings, the last where there are fewer. */
export const moveDisposition = (ctx: Context, id: string, position: number): Promise<void> =>
  ctx.transaction(async (tx) => {
    await lockTree(tx)
    const row = await mine(tx, ctx, id)
    const { rows } = await sql<{ id: string }>`
      select id from conversations.disposition where parent_id is not distinct from ${row.parent_id}::uuid and id <> ${id}
      order by position, name, id`.execute(tx)
    const others = rows.map((other) => other.id)
    const ids = [...others.slice(0, position), id, ...others.slice(position)]
    await sql`
      update conversations.disposition d set position = p.n - 1, rev = d.rev + 1
      from unnest(${ids}::uuid[]) with ordinality as p (id, n) where p.id = d.id and d.position <> p.n - 1`.execute(tx)
    await told(tx, id, row.brand_id)
  })

/** Not offered any more, nor what stands under it; what was solved with it keeps it. */
export const retireDisposition = (ctx: Context, id: string, retired: boolean): Promise<void> =>
  ctx.transaction(async (tx) => {
    const row = await mine(tx, ctx, id)
    if ((row.retired_at !== null) === retired) return
    await sql`
      update conversations.disposition set retired_at = ${retired ? tx.clock.now() : null}, rev = rev + 1 where id = ${id}`.execute(
      tx,
    )
    await told(tx, id, row.brand_id)
  })

/** One at a time changes where things stand: two moves at once could close a circle. */
const lockTree = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('conversations.disposition'))`.execute(tx)

async function mine(tx: Tx, ctx: Context, id: string): Promise<DispositionTable> {
  const { rows } = await sql<DispositionTable>`
    select d.* from conversations.disposition d
    where d.id = ${id} and ${visible(ctx.actor, 'label.manage', sql.ref('d.brand_id'), sql`array[]::text[]`)} for update`.execute(
    tx,
  )
  const [row] = rows
  if (row === undefined) throw notFound('disposition')
  return row
}

async function bare(tx: Tx, id: string): Promise<DispositionTable> {
  const { rows } = await sql<DispositionTable>`select * from conversations.disposition where id = ${id}`.execute(tx)
  const [row] = rows
  if (row === undefined) throw notFound('disposition')
  return row
}

const shown = (row: DispositionTable): Answer => ({
  id: row.id,
  brand: row.brand_id,
  parent: row.parent_id,
  name: row.name,
  position: row.position,
  retired: row.retired_at !== null,
  rev: row.rev,
})

const told = (tx: Tx, id: string, brand: BrandId | null) =>
  publish(tx, 'disposition.defined', { brand, subject: id, data: { dispositionId: id } })

/** Another brand's looks like none; nothing stands under itself. */
async function refuseParent(tx: Tx, { id, brand }: Pick<New, 'id' | 'brand'>, parent: string | null): Promise<void> {
  if (parent === null) return
  const { rows } = await sql<{ id: string; brand: BrandId | null }>`
    with recursive above as (
      select id, brand_id, parent_id, 1 as depth from conversations.disposition where id = ${parent}
      union all
      select d.id, d.brand_id, d.parent_id, a.depth + 1 from above a join conversations.disposition d on d.id = a.parent_id
      where a.depth <= ${DEEPEST})
    select id, brand_id as brand from above order by depth`.execute(tx)
  const [direct] = rows
  if (direct === undefined || (direct.brand !== null && direct.brand !== brand))
    throw refusedParent('The parent is no disposition of this brand.', 'must be a disposition of the same brand')
  if (rows.some((above) => above.id === id))
    throw refusedParent('A reason cannot stand under itself.', 'must not be under this one')
  if (rows.length >= DEEPEST)
    throw refusedParent(`Reasons are at most ${DEEPEST} deep.`, `must be less than ${DEEPEST} deep`)
}

const refusedParent = (why: string, detail: string): Problem =>
  new Problem('unprocessable', `${why} Nothing was changed; choose another.`, {
    faults: [{ pointer: '/body/parent', detail }],
  })

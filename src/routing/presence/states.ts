import { holds } from '#kernel/access'
import { type Db, sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { Context } from '#kernel/registry'
import type { PresenceState } from './contract.ts'

type Values = Omit<PresenceState, 'id' | 'rev'>

export async function statesWhere(db: Db, ids: readonly string[] | null): Promise<PresenceState[]> {
  const { rows } = await sql<PresenceState>`
    select id, name, kind, minutes, place, rev from routing.presence_state
    where removed_at is null and ${ids === null ? sql`true` : sql`id = any(${[...ids]}::uuid[])`}
    order by place, created_at, id limit 100`.execute(db)
  return rows
}

/** The same id again with the same values is the same state; with others it is refused. */
export async function createState(ctx: Context, { id, ...values }: Values & { id: string }): Promise<PresenceState> {
  allowStates(ctx)
  await ctx.transaction(async (tx) => {
    const { rows } = await sql`
      insert into routing.presence_state (id, name, kind, minutes, place, created_at)
      values (${id}, ${JSON.stringify(values.name)}::jsonb, ${values.kind}, ${values.minutes}, ${values.place}, ${tx.clock.now()})
      on conflict (id) do nothing returning id`.execute(tx)
    if (rows.length === 1) return tell(tx, id)
    const [{ rev: _, ...held } = { id: '', rev: 0 }] = await statesWhere(tx, [id])
    if (!isSame(held, { id, ...values }))
      throw new Problem('id_reused', 'This id already belongs to something else. Send again with a new id.')
  })
  return one(ctx, id)
}

/** In any order of their fields. */
const isSame = (one: object, other: object): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())

/** What it is called and how long it lasts may change; who is in it stays, and so its kind does, too. */
export async function changeState(ctx: Context, id: string, values: Values): Promise<PresenceState> {
  allowStates(ctx)
  await ctx.transaction(async (tx) => {
    const [before] = await statesWhere(tx, [id])
    if (before === undefined) throw notFound('presence state')
    if (before.kind !== values.kind) throw otherKind()
    await sql`
      update routing.presence_state set name = ${JSON.stringify(values.name)}::jsonb, minutes = ${values.minutes},
        place = ${values.place}, rev = rev + 1 where id = ${id}`.execute(tx)
    await tell(tx, id)
  })
  return one(ctx, id)
}

const otherKind = (): Problem =>
  new Problem('invalid_input', 'What a state does to work cannot change. Remove it and add another.', {
    faults: [{ pointer: '/body/kind', detail: 'is another than before' }],
  })

export async function removeState(ctx: Context, id: string): Promise<null> {
  allowStates(ctx)
  await ctx.transaction(async (tx) => {
    const { rows } = await sql`
      update routing.presence_state set removed_at = ${tx.clock.now()}, rev = rev + 1 where id = ${id} and removed_at is null
      returning id`.execute(tx)
    if (rows.length === 1) await tell(tx, id)
  })
  return null
}

const tell = (tx: Tx, id: string): Promise<void> =>
  publish(tx, 'presence-state.changed', { brand: null, subject: id, data: { stateId: id } })

/** People choose them whatever brand they work for. */
function allowStates(ctx: Context): void {
  if (!holds(ctx.actor, { permission: 'presence.manage', brand: null, scope: '*' }))
    throw new Problem('not_allowed', 'This counts for every brand: it needs presence.manage for all of them.')
}

async function one({ db }: Context, id: string): Promise<PresenceState> {
  const [state] = await statesWhere(db, [id])
  if (state === undefined) throw notFound('presence state')
  return state
}

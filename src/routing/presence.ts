import { type Db, sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { AgentId, QueueId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import type { Presence } from './contract.ts'
import type { PresenceState } from './tables.ts'
import { PUSH } from './work-item.ts'

/** A screen beats every 20 s; without a beat for so long one counts as away. */
export const SILENT_SECONDS = 60

export async function agentTakesWork(db: Db, agent: AgentId): Promise<boolean> {
  const row = await db.selectFrom('routing.presence').select('state').where('agent_id', '=', agent).executeTakeFirst()
  return row?.state === 'available' || row?.state === 'busy'
}

/** Says whether one takes work. Becoming available offers waiting work of push queues at once. */
export async function setPresence(ctx: Context, state: PresenceState, reason: string | null): Promise<Presence> {
  const agent = agentOf(ctx)
  await ctx.transaction((tx) => changePresence(tx, agent, state, reason))
  return presenceOf(ctx, agent)
}

export async function changePresence(
  tx: Tx,
  agent: AgentId,
  state: PresenceState,
  reason: string | null,
): Promise<void> {
  const now = tx.clock.now()
  const before = await tx
    .selectFrom('routing.presence')
    .select(['state', 'reason'])
    .where('agent_id', '=', agent)
    .forUpdate()
    .executeTakeFirst()
  await sql`
    insert into routing.presence (agent_id, state, reason, since, beat_at) values (${agent}, ${state}, ${reason}, ${now}, ${now})
    on conflict (agent_id) do update set state = excluded.state, reason = excluded.reason, beat_at = excluded.beat_at,
      since = case when routing.presence.state = excluded.state then routing.presence.since else excluded.since end,
      rev = routing.presence.rev + 1`.execute(tx)
  const from = before?.state ?? 'offline'
  if (from === state && before?.reason === reason) return
  await publish(tx, 'presence.changed', { brand: null, subject: agent, data: { agentId: agent, from, to: state } })
  if (state === 'available') await offerAll(tx)
}

/** Somebody is free: every push queue where something waits looks again. */
export async function offerAll(tx: Tx): Promise<void> {
  const { rows } = await sql<{ id: QueueId }>`
    select q.id from routing.queue q
    where q.push and exists (select from routing.work_item w where w.queue_id = q.id and w.state = 'waiting')
    order by q.id`.execute(tx)
  for (const { id } of rows) await enqueue(tx, 'routing.push', { queueId: id }, { key: id, lane: PUSH })
}

export async function beat(ctx: Context): Promise<Presence> {
  const agent = agentOf(ctx)
  const { numAffectedRows } = await sql`
    update routing.presence set beat_at = ${ctx.clock.now()} where agent_id = ${agent} and state <> 'offline'`.execute(
    ctx.db,
  )
  if ((numAffectedRows ?? 0n) === 0n) await ctx.transaction((tx) => changePresence(tx, agent, 'away', null))
  return presenceOf(ctx, agent)
}

function agentOf(ctx: Context): AgentId {
  if (ctx.actor.kind === 'agent') return ctx.actor.id
  throw new Problem('not_allowed', 'Only people have a presence.')
}

const columns = sql`p.agent_id as agent, p.state, p.reason, p.capacity, p.since, p.rev,
  (select coalesce(sum(w.weight), 0)::int from routing.work_item w where w.agent_id = p.agent_id and w.state = 'assigned') as load`
interface Row extends Omit<Presence, 'since' | 'name'> {
  since: Date
}

export async function presenceOf(ctx: Context, agent: AgentId): Promise<Presence> {
  const { rows } = await sql<Row>`select ${columns} from routing.presence p where p.agent_id = ${agent}`.execute(ctx.db)
  const [found] = await named(ctx, rows)
  return (
    found ?? {
      agent,
      name: '',
      state: 'offline',
      reason: null,
      capacity: 0,
      load: 0,
      since: ctx.clock.now().toISOString(),
      rev: 0,
    }
  )
}

export async function listPresence(ctx: Context): Promise<Presence[]> {
  const { rows } =
    await sql<Row>`select ${columns} from routing.presence p where p.state <> 'offline' order by p.since limit 1000`.execute(
      ctx.db,
    )
  return named(ctx, rows)
}

async function named(ctx: Context, rows: readonly Row[]): Promise<Presence[]> {
  const people = await agentsByIds(
    ctx.db,
    rows.map((row) => row.agent),
  )
  return rows.map((row) => ({ ...row, name: people.get(row.agent)?.name ?? '', since: row.since.toISOString() }))
}

import type { Scope } from '#kernel/access'
import { type Db, sql, type Tx } from '#kernel/db'
import { type Fact, publish } from '#kernel/events'
import type { AgentId, QueueId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import { agentsByIds } from '#people'
import type { PresenceKind } from '../tables.ts'
import { PUSH } from '../work-item.ts'

export interface Next {
  state: PresenceKind
  /** The operator's own state of that kind. */
  as?: string | null
  /** Why it changed by itself. */
  reason?: 'silent' | 'wrap-up' | 'missed' | 'deactivated' | null
  /** When it ends, or is meant to. */
  until?: Date | null
  /** Who set it, where it was not themselves. */
  by?: string | null
}

/**
 * The only way somebody's presence changes. What they were in lasts since they came into it. Becoming available offers waiting
 * work of push queues at once; what is busy until a time ends then by itself.
 */
export async function changePresence(tx: Tx, agent: AgentId, next: Next): Promise<void> {
  const { state, as = null, reason = null, until = null, by = null } = next
  const now = tx.clock.now()
  const before = await lockPresence(tx, agent)
  const isSame = before?.state === state && before.as_id === as && before.reason === reason
  await sql`
    insert into routing.presence (agent_id, state, as_id, reason, until, set_by, since, beat_at)
    values (${agent}, ${state}, ${as}, ${reason}, ${until}, ${by}, ${now}, ${now})
    on conflict (agent_id) do update set state = excluded.state, as_id = excluded.as_id, reason = excluded.reason,
      until = excluded.until, set_by = excluded.set_by, missed = 0, beat_at = excluded.beat_at,
      since = case when ${isSame} then routing.presence.since else excluded.since end, rev = routing.presence.rev + 1`.execute(
    tx,
  )
  if (isSame && before.until?.getTime() === until?.getTime()) return
  const data = { agentId: agent, from: before?.state ?? 'offline', to: state, ...(reason === null ? {} : { reason }) }
  await tellPresence(tx, agent, data)
  if (until !== null && state === 'busy') await endLater(tx, agent, until)
  if (state === 'available') await offerAll(tx)
}

export const lockPresence = (tx: Tx, agent: AgentId) =>
  tx
    .selectFrom('routing.presence')
    .select(['state', 'as_id', 'reason', 'until', 'beat_at'])
    .where('agent_id', '=', agent)
    .forUpdate()
    .executeTakeFirst()

/** Told to all who lead people in some brand; to who leads a partner's people alone, by that scope. */
export async function tellPresence(tx: Tx, agent: AgentId, data: Changed): Promise<void> {
  const partner = (await agentsByIds(tx, [agent])).get(agent)?.partner?.id
  const scopes: Scope[] = partner === undefined ? [] : [`partner:${partner}`]
  await publish(tx, 'presence.changed', { brand: null, subject: agent, data, scopes })
}
type Changed = Fact<'presence.changed'>['data']

/** A key for each time: one that was prolonged is looked at again at its later end. */
const endLater = (tx: Tx, agent: AgentId, until: Date): Promise<void> =>
  enqueue(tx, 'routing.end-presence', { agentId: agent }, { key: `${agent} ${until.getTime()}`, at: until })

/** Somebody is free: every push queue where something waits looks again. */
export async function offerAll(tx: Tx): Promise<void> {
  const { rows } = await sql<{ id: QueueId }>`
    select q.id from routing.queue q
    where q.push and exists (select from routing.work_item w where w.queue_id = q.id and w.state = 'waiting')
    order by q.id`.execute(tx)
  for (const { id } of rows) await enqueue(tx, 'routing.push', { queueId: id }, { key: id, lane: PUSH })
}

export async function agentTakesWork(db: Db, agent: AgentId): Promise<boolean> {
  const row = await db.selectFrom('routing.presence').select('state').where('agent_id', '=', agent).executeTakeFirst()
  return row?.state === 'available' || row?.state === 'busy'
}

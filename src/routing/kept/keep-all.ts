import { sql, type Tx } from '#kernel/db'
import type { AgentId, ConversationId, QueueId } from '#kernel/ids'
import { enqueueAll } from '#kernel/jobs'
import type { KeptWhy } from './kept.ts'
import type { Hope } from './who-can.ts'

const MINUTE = 60_000

interface Keep {
  conversation: ConversationId
  queue: QueueId
  agent: AgentId
  why: KeptWhy
  until: Date
  backup: AgentId | null
  backupUntil: Date | null
}

/** One conversation's hopes, best first: kept for the first, and then as long for the back-up if that is the second. */
export function keepOf([first, second]: readonly Hope[], now: Date): Keep | null {
  if (first === undefined) return null
  const later = (times: number) => new Date(now.getTime() + times * first.minutes * MINUTE)
  const backup = second?.why === 'backup' ? second.agent : null
  return {
    conversation: first.conversation,
    queue: first.queue,
    agent: first.agent,
    why: first.why,
    until: later(1),
    backup,
    backupUntil: backup === null ? null : later(2),
  }
}

/** Keeps waiting work for somebody; when a time is over, it is offered to the next, or to anybody, at once. */
export async function keepAll(tx: Tx, keeps: readonly Keep[]): Promise<void> {
  if (keeps.length === 0) return
  await sql`
    update routing.work_item w set kept_for = g.agent, kept_at = ${tx.clock.now()}, kept_until = g.until, kept_why = g.why,
      backup_for = g.backup, backup_until = g."backupUntil", rev = w.rev + 1
    from json_to_recordset(${JSON.stringify(keeps)}::json)
      as g (conversation uuid, agent uuid, until timestamptz, why text, backup uuid, "backupUntil" timestamptz)
    where w.conversation_id = g.conversation and w.state = 'waiting'`.execute(tx)
  // In no lane: what is to come later would hold up what is to come now.
  const over = keeps.flatMap(({ conversation, queue, until, backupUntil }) => [
    { payload: { queueId: queue }, key: `kept ${conversation}`, at: until },
    ...(backupUntil === null ? [] : [{ payload: { queueId: queue }, key: `backed ${conversation}`, at: backupUntil }]),
  ])
  await enqueueAll(tx, 'routing.push', over)
}

/** From now on anybody may have them. */
export const keepNoLonger = (tx: Tx, conversations: readonly ConversationId[]) =>
  sql`
    update routing.work_item set kept_for = null, kept_at = null, kept_until = null, kept_why = null, backup_for = null, backup_until = null
    where conversation_id = any(${[...conversations]}::uuid[]) and kept_for is not null`.execute(tx)

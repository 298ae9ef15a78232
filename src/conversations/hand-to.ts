import type { Actor } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { AgentId, ConversationId, QueueId } from '#kernel/ids'
import { changeRow, lockRow, type Row } from './lock-row.ts'
import { splitFrom } from './split/splitting.ts'

export type To =
  | { holder: 'bot' }
  | { holder: 'queue'; queue: QueueId | null; team?: string | null }
  | { holder: 'agent'; agent: { id: AgentId; publicName: string } }

/** Why it changed hands, as a code: `asked`, `bot-missed`, `bot-silent`, `took`, `assigned`, `replied`, `returned`, `went-away`, `transferred`, … */
export type HandReason = string

/**
 * The only way a conversation changes its holder. The queue it came through stays on the row while an agent holds it,
 * so that it can go back there. Handing to the same holder again changes nothing.
 */
export async function handTo(tx: Tx, actor: Actor, id: ConversationId, to: To, reason: HandReason): Promise<Row> {
  const row = await lockRow(tx, actor, 'conversation.work', id)
  if (same(row, to)) return row
  await refuseBot(tx, id, to)
  const queue = to.holder === 'queue' ? (to.queue ?? row.queue_id) : row.queue_id
  const agent = to.holder === 'agent' ? to.agent : null
  return changeRow(tx, {
    row,
    set: sql`holder = ${to.holder}, queue_id = ${queue}, assignee_id = ${agent?.id ?? null}, assignee_name = ${agent?.publicName ?? null},
      waiting_since = ${waiting(row, to, tx.clock.now())}`,
    name: 'conversation.handed',
    data: {
      from: row.holder,
      to: to.holder,
      reason,
      ...(queue === null ? {} : { queueId: queue }),
      ...(agent === null ? {} : { agentId: agent.id }),
      ...(row.assignee_id === null ? {} : { fromAgentId: row.assignee_id }),
    },
  })
}

/** It would answer where the customer does not read. */
async function refuseBot(tx: Tx, id: ConversationId, to: To): Promise<void> {
  if (to.holder === 'bot' && (await splitFrom(tx, id)) !== null)
    throw new Problem(
      'invalid_input',
      'What was split off is answered by people. Hand it to a queue; nothing was changed.',
      { faults: [{ pointer: '/holder', detail: 'split off' }] },
    )
}

function same(row: Row, to: To): boolean {
  if (row.holder !== to.holder) return false
  if (to.holder === 'agent') return row.assignee_id === to.agent.id
  return to.holder === 'bot' || to.queue === null || to.queue === row.queue_id
}

/** Handed over by the bot, the customer waits from now on, also when the bot had said something last. */
const waiting = (row: Row, to: To, now: Date): Date | null =>
  row.holder === 'bot' && to.holder !== 'bot' && row.status === 'open' ? (row.waiting_since ?? now) : row.waiting_since

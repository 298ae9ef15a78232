import { conversationFor, handTo, type Row, stamp } from '#conversations'
import { system } from '#kernel/access'
import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { AgentId, ConversationId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import { chooseQueue, queueOf } from './choose-queue.ts'
import { CAME_BACK } from './come-back.ts'
import { offerKept } from './kept/offer-kept.ts'
import { type KeepFor, settle } from './kept/settle.ts'
import { vipFacts } from './vip/vip-facts.ts'
import { assignItem, finishItem, lockItem, PUSH, parkItem, queueWork, unparkItem, workOf } from './work-item.ts'

/** The work item follows who holds the conversation, whoever handed it. */
export async function followHands(tx: Tx, event: StoredEvent<'conversation.handed'>): Promise<void> {
  const now = await conversationFor(system, event.subject, tx)
  // The log may tell an older hand-over than the one that counts: only what is true now is followed.
  if (now.holder === 'bot') return finishItem(tx, event.subject, 'bot')
  if (now.holder === 'queue')
    return event.data.to === 'queue' ? wait(tx, event.subject, event.data.reason, keptAfter(event.data)) : undefined
  if (now.assignee_id !== null) await takenBy(tx, now, now.assignee_id, event.data.reason)
  // Taken while it rests, it takes nobody's capacity yet.
  if (now.status === 'solved' || now.status === 'closed') return finishItem(tx, event.subject, 'solved')
  if (now.status === 'spam') return finishItem(tx, event.subject, 'spam')
  if (now.status !== 'open') await parkItem(tx, event.subject)
}

async function takenBy(tx: Tx, row: Row, agent: AgentId, reason: string): Promise<void> {
  if ((await lockItem(tx, row.conversation_id)) === undefined) await wait(tx, row.conversation_id, reason)
  const item = await lockItem(tx, row.conversation_id)
  if (item !== undefined) await assignItem(tx, { item, agent, why: reason, facts: vipFacts(row.vip) })
}

async function wait(tx: Tx, id: ConversationId, reason: string, keepFor: KeepFor = 'nobody'): Promise<void> {
  await lockItem(tx, id)
  const row = await conversationFor(system, id, tx)
  const queue = await queueOf(tx, row)
  if (queue !== row.queue_id) await stamp(tx, id, { queue })
  if (row.status !== 'open') return
  await queueWork(tx, workOf(row, queue, tx.clock.now()), reason)
  await settle(tx, [row], keepFor)
}

/** What brought it there decides for whom it waits: who came back for who had them last; where a person put it, anybody. */
const keptAfter = ({ from, reason }: { from: string; reason: string }): KeepFor => {
  if (from === 'bot' || reason === CAME_BACK) return 'all'
  if (reason === BELONGS) return 'before'
  return SENT_ON.has(reason) ? 'nobody' : 'named'
}
const SENT_ON = new Set(['transferred', 'overflowed', 'baton'])

export async function followPause(tx: Tx, event: StoredEvent): Promise<void> {
  await parkItem(tx, event.subject)
  await offerKept(tx)
}
/** A reply puts away, or opens what was settled or put away: then whoever has it has it to do again, also when a colleague wrote. */
export async function followReply(tx: Tx, event: StoredEvent<'reply.sent'>): Promise<void> {
  if (event.data.next === 'wait') return followPause(tx, event)
  if (event.data.wasStatus === undefined) return
  const item = await lockItem(tx, event.subject)
  const row = await conversationFor(system, event.subject, tx)
  if (item?.state === 'assigned' || row.status !== 'open' || row.assignee_id === null) return
  await unparkItem(tx, event.subject)
  await takenBy(tx, row, row.assignee_id, 'replied')
}

export async function followSolved(tx: Tx, event: StoredEvent<'conversation.solved'>): Promise<void> {
  await finishItem(tx, event.subject, 'solved', event.by)
  await offerKept(tx)
}

/** Nobody's work any more, until somebody says it is none. */
export async function followSpam(tx: Tx, event: StoredEvent<'conversation.spammed'>): Promise<void> {
  await finishItem(tx, event.subject, 'spam', event.by)
  await offerKept(tx)
}

/** Undo put the conversation back as it was before the reply: so is the work. */
export async function followWithdrawn(tx: Tx, event: StoredEvent<'reply.withdrawn'>): Promise<void> {
  await lockItem(tx, event.subject)
  const row = await conversationFor(system, event.subject, tx)
  if (row.status === 'solved' || row.status === 'closed') return finishItem(tx, event.subject, 'solved')
  if (row.status !== 'open') return void (await parkItem(tx, event.subject))
  if (row.holder === 'bot') return finishItem(tx, event.subject, 'bot')
  if (row.holder === 'queue') return wait(tx, event.subject, 'returned')
  await unparkItem(tx, event.subject)
  if (row.assignee_id !== null) await takenBy(tx, row, row.assignee_id, 'returned')
}

/** The customer wrote again, or somebody reopened it: back to whoever had it, if they can have it, else to the queue. */
export async function followReturn(
  tx: Tx,
  event: StoredEvent<'message.received' | 'conversation.reopened' | 'conversation.unsnoozed'>,
): Promise<void> {
  const before = 'wasStatus' in event.data ? event.data.wasStatus : 'from' in event.data ? event.data.from : 'snoozed'
  if (before === 'open') return
  const row = await conversationFor(system, event.subject, tx)
  if (row.status !== 'open' || row.holder === 'bot') return
  if (row.holder === 'agent' && row.assignee_id !== null) return hasAgain(tx, row, row.assignee_id, { before, event })
  await wait(tx, event.subject, 'returned', 'all')
}

/** Who opens their own again has it: people who decide are not bound by room. Else it is looked at when what they hold can be counted. */
async function hasAgain(
  tx: Tx,
  row: Row,
  agent: AgentId,
  { before, event }: { before: string; event: Pick<StoredEvent, 'by' | 'subject'> },
): Promise<void> {
  const id = row.conversation_id
  if (event.by === `agent:${agent}`) {
    await unparkItem(tx, id)
    return takenBy(tx, row, agent, 'returned')
  }
  const settled = before === 'solved' || before === 'closed'
  await enqueue(tx, 'routing.come-back', { conversationId: id, settled }, { key: id, lane: PUSH })
}

/** The queue's order is priority first; and it may belong elsewhere now. */
export async function followPriority(tx: Tx, event: StoredEvent<'priority.set'>): Promise<void> {
  await tx
    .updateTable('routing.work_item')
    .set({ priority: event.data.to })
    .where('conversation_id', '=', event.subject)
    .execute()
  await chooseAgain(tx, event.subject)
}

export const followLabels = (tx: Tx, event: StoredEvent<'label.added' | 'label.removed'>): Promise<void> =>
  chooseAgain(tx, event.subject)

/** What waits where it was put by what it is moves when it is something else; what a person has, or has placed, stays. */
export async function chooseAgain(tx: Tx, id: ConversationId): Promise<void> {
  const item = await lockItem(tx, id)
  if (item?.state !== 'waiting' || !item.chosen) return
  const row = await conversationFor(system, id, tx)
  if (row.holder !== 'queue') return
  const queue = await chooseQueue(tx, row)
  if (queue !== item.queue_id) await handTo(tx, system, id, { holder: 'queue', queue }, BELONGS)
}

/** Why it moved: it is something else now. */
const BELONGS = 'belongs'

import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import {
  followHands,
  followLabels,
  followPause,
  followPriority,
  followReply,
  followReturn,
  followSolved,
  followSpam,
  followWithdrawn,
} from './follow-conversations.ts'
import { followStarts } from './follow-starts.ts'

type Alone = { [N in Name]: (tx: Tx, event: StoredEvent<N>) => Promise<unknown> }
type Name =
  | 'conversation.handed'
  | 'conversation.pended'
  | 'conversation.snoozed'
  | 'conversation.solved'
  | 'conversation.spammed'
  | 'conversation.reopened'
  | 'conversation.unsnoozed'
  | 'message.received'
  | 'reply.sent'
  | 'reply.withdrawn'
  | 'priority.set'
  | 'label.added'
  | 'label.removed'

const alone: Alone = {
  'conversation.handed': followHands,
  'conversation.pended': followPause,
  'conversation.snoozed': followPause,
  'conversation.solved': followSolved,
  'conversation.spammed': followSpam,
  'conversation.reopened': followReturn,
  'conversation.unsnoozed': followReturn,
  'message.received': followReturn,
  'reply.sent': followReply,
  'reply.withdrawn': followWithdrawn,
  'priority.set': followPriority,
  'label.added': followLabels,
  'label.removed': followLabels,
}

const start = 'conversation.started'
type Followed = Name | typeof start

export const followed: readonly Followed[] = [start, ...names(alone)]

function names(of: Alone): Name[] {
  return Object.keys(of).filter((name): name is Name => name in of)
}

/** What begins is done together and first: nothing else of a conversation comes before. The rest follows in its order, one by one. */
export async function follow(tx: Tx, events: readonly StoredEvent<Followed>[]): Promise<void> {
  await followStarts(tx, events.filter(isStart))
  for (const event of events) if (isOther(event)) await one(tx, event)
}

const isStart = (event: StoredEvent<Followed>): event is StoredEvent<typeof start> => event.name === start
const isOther = (event: StoredEvent<Followed>): event is StoredEvent<Name> => event.name !== start
const one = <N extends Name>(tx: Tx, event: StoredEvent<N>): Promise<unknown> => alone[event.name](tx, event)

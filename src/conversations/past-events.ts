import type { By } from '#kernel/access'
import type { EventMap, EventName } from '#kernel/events'
import type { AgentId } from '#kernel/ids'
import type { Past, PastMessage } from './past.ts'

/** A fact at the time it was one. */
export interface PastEvent {
  at: Date
  name: EventName
  by: By
  data: EventMap[EventName]
}

const told = <N extends EventName>(at: Date, by: By, name: N, data: EventMap[N]): PastEvent => ({ at, by, name, data })

interface Holding {
  holder: 'bot' | 'queue' | 'agent'
  agent: AgentId | null
}

/** Who held it in the end: the advisor who answered last, if they work here; else whom it stood with. */
export function heldBy(past: Past): Holding {
  const last = past.messages.findLast(({ by }) => by.kind === 'agent' && by.id !== null)?.by
  if (last?.kind === 'agent' && last.id !== null) return { holder: 'agent', agent: last.id }
  return { holder: past.startedWith === 'bot' && past.handedOver === null ? 'bot' : 'queue', agent: null }
}

/** The log of a conversation as it would have been written here, in order. */
export function pastEvents(past: Past): PastEvent[] {
  const { messages, startedWith, handedOver, solvedAt } = past
  const events: PastEvent[] = []
  let now: Holding = { holder: startedWith, agent: null }
  const start = messages[0]?.at ?? solvedAt
  const visitor: By = `visitor:${past.contact.id}`
  events.push(
    told(start, visitor, 'conversation.started', {
      channel: past.channel,
      accountId: past.account,
      holder: startedWith,
    }),
  )
  const leaveBot = (upTo: Date) => {
    if (now.holder !== 'bot' || handedOver === null || handedOver.at > upTo) return
    events.push(
      told(handedOver.at, 'bot', 'conversation.handed', { from: 'bot', to: 'queue', reason: handedOver.reason }),
    )
    now = { holder: 'queue', agent: null }
  }
  for (const [at, message] of messages.entries()) {
    leaveBot(message.at)
    const taken = takenBy(message, now)
    if (taken !== null) {
      events.push(taken.event)
      now = taken.now
    }
    events.push(said(past, message, at + 1, now.holder))
  }
  leaveBot(solvedAt)
  return [...events, ...endOf(past, now)]
}

/** An advisor who answers holds it from then on. */
function takenBy(message: PastMessage, now: Holding): { event: PastEvent; now: Holding } | null {
  const { by, isNote, at } = message
  if (by.kind !== 'agent' || by.id === null || isNote || now.agent === by.id) return null
  const agentId = by.id
  const data = {
    from: now.holder,
    to: 'agent' as const,
    reason: 'took',
    agentId,
    ...(now.agent !== null && { fromAgentId: now.agent }),
  }
  return {
    event: told(at, `agent:${agentId}`, 'conversation.handed', data),
    now: { holder: 'agent', agent: agentId },
  }
}

function said(past: Past, message: PastMessage, seq: number, holder: Holding['holder']): PastEvent {
  const { id: messageId, at, by } = message
  const author = byOf(past, message)
  if (message.isNote) return told(at, author, 'note.written', { messageId, mentions: [] })
  if (by.kind === 'contact')
    return told(at, author, 'message.received', { messageId, seq, holder, wasStatus: 'open', accountId: past.account })
  return told(at, author, 'reply.sent', {
    messageId,
    seq,
    author: by.kind,
    next: 'stay',
    ...(by.kind === 'agent' && by.id !== null && { agentId: by.id }),
    ...(message.acknowledgement && { acknowledgement: true }),
  })
}

function byOf(past: Past, { by }: PastMessage): By {
  if (by.kind === 'contact') return `visitor:${past.contact.id}`
  return by.kind === 'agent' && by.id !== null ? `agent:${by.id}` : by.kind === 'bot' ? 'bot' : 'system'
}

function endOf({ solvedAt, disposition, labels, messages, rating }: Past, now: Holding): PastEvent[] {
  const by: By = now.agent !== null ? `agent:${now.agent}` : now.holder === 'bot' ? 'bot' : 'system'
  return [
    ...labels.map((labelId) => told(solvedAt, by, 'label.added', { labelId })),
    told(solvedAt, by, 'conversation.solved', {
      imported: true,
      ...(disposition !== null && { dispositionId: disposition }),
    }),
    told(solvedAt, 'system', 'conversation.imported', {
      messages: messages.length,
      ...(rating && {
        askedAt: rating.askedAt.toISOString(),
        ...(rating.score !== null && { score: rating.score }),
        ...(rating.answeredAt !== null && { answeredAt: rating.answeredAt.toISOString() }),
      }),
    }),
  ]
}

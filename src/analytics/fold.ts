import type { EventName } from '#kernel/events'
import { begin, type Fact, type Told } from './fact.ts'

// Undo is offered for seconds; after a minute a reply is there for good.
const WITHDRAWABLE_MS = 60_000

type Step<N extends EventName> = (fact: Fact, told: Told<N>) => Partial<Fact>

const steps: { [N in EventName]?: Step<N> } = {
  'message.received': (fact, { at, data }) => ({
    status: 'open',
    waitingSince: fact.waitingSince ?? at,
    resolvedAt: null,
    reopened: fact.reopened + (data.wasStatus === 'solved' ? 1 : 0),
  }),
  'reply.sent': (fact, told) => (told.data.author === 'bot' ? botReply(fact, told) : agentReply(fact, told)),
  'reply.withdrawn': (fact, { data }) => withdrawn(fact, data.messageId),
  'conversation.handed': handed,
  'conversation.snoozed': () => ({ status: 'snoozed' }),
  'conversation.unsnoozed': (fact, { at }) => ({ status: 'open', waitingSince: fact.waitingSince ?? at }),
  'conversation.pended': () => ({ status: 'pending', waitingSince: null }),
  'conversation.solved': (_, { at }) => ({ status: 'solved', waitingSince: null, resolvedAt: at }),
  'conversation.spammed': () => ({ status: 'spam' }),
  'conversation.unspammed': (fact, { data }) => ({
    status: data.status,
    waitingSince: fact.waitingSince ?? (data.since === undefined ? null : Date.parse(data.since)),
  }),
  'conversation.closed': (fact, { at }) => ({
    status: 'closed',
    waitingSince: null,
    resolvedAt: fact.resolvedAt ?? at,
  }),
  'conversation.reopened': (fact, { data }) => ({
    status: 'open',
    resolvedAt: null,
    reopened: fact.reopened + (data.from === 'solved' ? 1 : 0),
  }),
  'conversation.changed': () => ({}),
  'survey.sent': (_, { at }) => ({ surveySentAt: at, score: null }),
  'survey.answered': (_, { data }) => ({ score: data.score }),
}

/** The events that say something about a conversation; each has a step. */
export const factEvents: readonly EventName[] = ['conversation.started', ...(Object.keys(steps) as EventName[])]

/** What is known after one more event; null before the conversation has begun. */
export function fold(fact: Fact | null, told: Told): Fact | null {
  if (isStart(told)) return fact ?? begin(told)
  if (fact === null) return null
  const step = steps[told.name] as Step<EventName> | undefined
  return step === undefined ? fact : { ...fact, ...step(fact, told), scopes: told.scopes }
}

const isStart = (told: Told): told is Told<'conversation.started'> => told.name === 'conversation.started'

function handed(fact: Fact, { at, data }: Told<'conversation.handed'>): Partial<Fact> {
  const leavesBot = data.from === 'bot' && data.to !== 'bot'
  return {
    holder: data.to,
    beforeReply: data.reason === 'replied' ? standing(fact) : null,
    ...(leavesBot && {
      handedOverAt: fact.handedOverAt ?? at,
      botAnsweredAt: null,
      waitingSince: fact.status === 'open' ? (fact.waitingSince ?? at) : fact.waitingSince,
    }),
  }
}

function botReply(fact: Fact, { at, data }: Told<'reply.sent'>): Partial<Fact> {
  if (data.acknowledgement === true) return {}
  return { waitingSince: null, botAnsweredAt: fact.botAnsweredAt ?? at, botSpokeAt: at }
}

function agentReply(fact: Fact, { at, data }: Told<'reply.sent'>): Partial<Fact> {
  const counts = data.acknowledgement !== true
  const said = { id: data.messageId, at, counts, before: fact.beforeReply ?? standing(fact) }
  return {
    status: data.next === 'wait' ? 'pending' : 'open',
    waitingSince: null,
    resolvedAt: null,
    agentFirst: fact.agentFirst ?? (counts ? { id: data.messageId, at } : null),
    recent: [...fact.recent.filter((before) => before.at > at - WITHDRAWABLE_MS), said],
    beforeReply: null,
  }
}

/** As conversations does it: everything is put back, unless the customer wrote since; then only the reply is gone. */
function withdrawn(fact: Fact, id: string): Partial<Fact> {
  const said = fact.recent.find((candidate) => candidate.id === id)
  if (said === undefined) return {}
  const recent = fact.recent.filter((candidate) => candidate !== said)
  const next = recent.find((candidate) => candidate.counts)
  const agentFirst = fact.agentFirst?.id !== id ? fact.agentFirst : next ? { id: next.id, at: next.at } : null
  return { recent, agentFirst, ...(fact.waitingSince === null ? said.before : {}) }
}

const standing = (fact: Fact): Fact['recent'][number]['before'] => ({
  status: fact.status,
  holder: fact.holder,
  waitingSince: fact.waitingSince,
  resolvedAt: fact.resolvedAt,
  reopened: fact.reopened,
  handedOverAt: fact.handedOverAt,
  botAnsweredAt: fact.botAnsweredAt,
})

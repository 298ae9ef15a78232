import type { EventMap, EventName } from '#kernel/events'

type Holder = 'bot' | 'queue' | 'agent'
type Status = 'open' | 'pending' | 'snoozed' | 'solved' | 'closed' | 'spam'

/** What undo of a reply puts back. */
interface Standing {
  status: Status
  holder: Holder
  waitingSince: number | null
  resolvedAt: number | null
  reopened: number
  handedOverAt: number | null
  botAnsweredAt: number | null
}
interface Said {
  id: string
  at: number
  counts: boolean
  before: Standing
}

/** All that is known of a conversation from the log alone. Times are milliseconds since 1970. */
export interface Fact extends Standing {
  channel: string
  startedAt: number
  firstHolder: Holder
  scopes: readonly string[]
  /** The first advisor's message that was no courtesy. */
  agentFirst: { id: string; at: number } | null
  /** When the bot last answered. */
  botSpokeAt: number | null
  /** Advisors' replies that may still be withdrawn. */
  recent: readonly Said[]
  /** What stood before a reply that takes over, until that reply is told. */
  beforeReply: Standing | null
  surveySentAt: number | null
  score: number | null
}

/** An event as the fold needs it. */
export interface Told<N extends EventName = EventName> {
  name: N
  at: number
  scopes: readonly string[]
  data: EventMap[N]
}

export const begin = (told: Told<'conversation.started'>): Fact => ({
  channel: told.data.channel,
  startedAt: told.at,
  firstHolder: told.data.holder,
  scopes: told.scopes,
  status: 'open',
  holder: told.data.holder,
  waitingSince: told.at,
  resolvedAt: null,
  reopened: 0,
  handedOverAt: null,
  botAnsweredAt: null,
  agentFirst: null,
  botSpokeAt: null,
  recent: [],
  beforeReply: null,
  surveySentAt: null,
  score: null,
})

/**
 * When the customer was first answered: by an advisor, or by the bot where no hand-over followed its answer.
 * Courtesies and withdrawn replies are no answers.
 */
export function firstResponse(fact: Fact): { at: number; by: 'agent' | 'bot' } | null {
  const [agent, bot] = [fact.agentFirst?.at ?? null, fact.botAnsweredAt]
  if (agent !== null && (bot === null || agent <= bot)) return { at: agent, by: 'agent' }
  return bot === null ? null : { at: bot, by: 'bot' }
}

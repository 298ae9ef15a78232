import { afterOpenSeconds, type Brand, openSeconds } from '#people'
import { type Fact, firstResponse } from './fact.ts'
import type { ConversationFactTable } from './tables.ts'

/** "Within two hours" is the promise that both shares measure. */
export const PROMISED_SECONDS = 7_200

type Columns = Omit<ConversationFactTable, 'conversation_id' | 'from_pos' | 'to_pos' | 'to_at' | 'fold' | 'brand_id'>
type Hours = Brand['hours']

/** What reports ask of a fact. Opening hours are the brand's when the event is handled; without any, no open second passes. */
export function columnsOf(fact: Fact, hours: Hours): Columns {
  const response = firstResponse(fact)
  return {
    scopes: [...fact.scopes],
    channel: fact.channel,
    started_at: new Date(fact.startedAt),
    status: fact.status,
    first_holder: fact.firstHolder,
    holder: fact.holder,
    waiting_since: dateOf(fact.waitingSince),
    response_at: dateOf(response?.at ?? null),
    response_by: response?.by ?? null,
    response_seconds: seconds(fact.startedAt, response?.at ?? null),
    response_open_seconds: open(hours, fact.startedAt, response?.at ?? null),
    open_due_at: dateOf(dueAt(hours, fact.startedAt)),
    resolved_at: dateOf(fact.resolvedAt),
    resolution_seconds: seconds(fact.startedAt, fact.resolvedAt),
    resolution_open_seconds: open(hours, fact.startedAt, fact.resolvedAt),
    reopened: fact.reopened,
    bot_spoke_at: dateOf(fact.botSpokeAt),
    handed_over_at: dateOf(fact.handedOverAt),
    survey_sent_at: dateOf(fact.surveySentAt),
    score: fact.score,
  }
}

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms))
const instant = (ms: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(ms)

// Two nodes' clocks may differ by a little: nothing is answered before it was asked.
const seconds = (from: number, to: number | null): number | null =>
  to === null ? null : Math.max(0, to - from) / 1_000
const open = (hours: Hours, from: number, to: number | null): number | null =>
  to === null ? null : openSeconds(hours, instant(from), instant(to))
const dueAt = (hours: Hours, from: number): number | null =>
  afterOpenSeconds(hours, instant(from), PROMISED_SECONDS)?.epochMilliseconds ?? null

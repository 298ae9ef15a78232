import { type RawBuilder, sql } from '#kernel/db'
import { SATISFIED_FROM } from '#voice'
import { PROMISED_SECONDS } from './columns.ts'

/** What is asked: conversations of a period, as the facts stood at a place in the log. */
export interface Question {
  from: Date
  to: Date
  brand: string | null
  pos: number
  /** The moment the facts stood so: what is overdue is overdue by it. */
  at: Date
  /** Which channel or score, where the measure is one of several parts. */
  key: string | null
}

type Part = (ask: Question) => RawBuilder<boolean>

/** A bot's conversation that is quiet for so long is decided. */
const QUIET_MS = 3_600_000

const yes = sql<boolean>`true`
const before = (ask: Question, ms: number): Date => new Date(ask.at.getTime() - ms)
const within = (column: string): Part => {
  const time = sql.ref(`f.${column}`)
  return ({ from, to }) => sql<boolean>`(${time} >= ${from} and ${time} < ${to})`
}
const started = within('started_at')
const resolved = within('resolved_at')
const asked = within('survey_sent_at')
const all =
  (...parts: Part[]): Part =>
  (ask) =>
    sql<boolean>`(${sql.join(
      parts.map((part) => part(ask)),
      sql` and `,
    )})`
const plain =
  (text: RawBuilder<boolean>): Part =>
  () =>
    text

const answered = plain(sql`f.response_at is not null`)
const unsettled = sql`f.status in ('open', 'pending', 'snoozed')`
const late: Part = (ask) =>
  sql`(f.response_at is not null or (${unsettled} and f.started_at < ${before(ask, PROMISED_SECONDS * 1_000)}))`
const lateOpen: Part = (ask) => sql`(f.response_at is not null or (${unsettled} and f.open_due_at < ${ask.at}))`
const decided: Part = (ask) =>
  sql`(f.first_holder = 'bot' and (f.handed_over_at is not null or f.status in ('solved', 'closed')
    or (f.waiting_since is null and f.bot_spoke_at <= ${before(ask, QUIET_MS)})))`

/** A measure: whose conversations it is about (`base`, the rows of its list) and which of those are good. */
interface Measure {
  base: Part
  good?: RawBuilder<boolean>
}

/** The definitions behind every number of the report (docs/decisions/service-figures.md). */
export const measures = {
  volume: { base: started },
  channel: { base: all(started, ({ key }) => sql`f.channel = ${key}`) },
  answered: { base: all(started, answered) },
  'answered-2h': { base: all(started, late), good: sql`f.response_seconds <= ${PROMISED_SECONDS}` },
  'answered-2h-open': { base: all(started, lateOpen), good: sql`f.response_open_seconds <= ${PROMISED_SECONDS}` },
  resolved: { base: resolved },
  'resolved-2h': { base: resolved, good: sql`f.resolution_seconds <= ${PROMISED_SECONDS}` },
  'resolved-2h-open': { base: resolved, good: sql`f.resolution_open_seconds <= ${PROMISED_SECONDS}` },
  asked: { base: asked, good: sql`f.score is not null` },
  rated: { base: all(asked, plain(sql`f.score is not null`)), good: sql`f.score >= ${SATISFIED_FROM}` },
  score: { base: all(asked, ({ key }) => sql`f.score = ${key}::smallint`) },
  bot: {
    base: all(started, decided),
    good: sql`f.handed_over_at is null and f.bot_spoke_at is not null and f.response_by = 'bot'`,
  },
  open: { base: plain(sql`f.status = 'open'`) },
  waiting: { base: plain(sql`f.status = 'open' and f.waiting_since is not null`) },
} as const satisfies Record<string, Measure>
export type MeasureName = keyof typeof measures

/** Spam is nobody's conversation: it is in no figure. */
export const baseOf = (name: MeasureName, ask: Question): RawBuilder<boolean> =>
  sql<boolean>`(f.status <> 'spam' and ${measures[name].base(ask)})`
export function goodOf(name: MeasureName): RawBuilder<boolean> {
  const measure: Measure = measures[name]
  return measure.good ?? yes
}

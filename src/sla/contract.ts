import { type Static, Type } from 'typebox'
import { InboxRowShape } from '#conversations/contract'
import { type ApiTypes, api, ById, Closed, Instant, Nullable, PageOf, Uuid } from '#kernel/http'
import { Hours } from '#people/contract'

const Name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })
const Clock = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', maxLength: 5 })
const Minutes = Type.Integer({ minimum: 1, maximum: 525_600 })
const Kind = Type.Enum(['first', 'next', 'resolution'])

export const Holiday = Closed({
  name: Type.String({ minLength: 1, maxLength: 120 }),
  /** Local. */
  date: Type.String({ format: 'date' }),
  /** Every year on this day, from this date on. */
  yearly: Type.Boolean(),
  /** Closed for these hours; both null: hours that begin on this day do not count. `to` not after `from` passes midnight. */
  from: Nullable(Clock),
  to: Nullable(Clock),
})
export type Holiday = Static<typeof Holiday>

const calendarFields = {
  name: Name,
  timeZone: Hours.properties.timeZone,
  week: Type.Array(Hours.properties.week.items, { minItems: 1, maxItems: 42 }),
  holidays: Type.Array(Holiday, { maxItems: 1_000 }),
}
export const Calendar = Type.Object({
  id: Uuid,
  /** Null: for every brand. */
  brand: Nullable(Uuid),
  ...calendarFields,
  /** How many policies count by it. */
  used: Type.Integer(),
  rev: Type.Integer(),
})
export type Calendar = Static<typeof Calendar>

const policyFields = {
  name: Name,
  /** What it is for; an empty list names nothing. Of the policies of a brand the one holds that names most of what the conversation is. */
  takes: Closed({
    queues: Type.Array(Uuid, { maxItems: 50, uniqueItems: true }),
    channels: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20, uniqueItems: true }),
    priorities: Type.Array(InboxRowShape.properties.priority, { maxItems: 4, uniqueItems: true }),
  }),
  /** Null: day and night. */
  calendar: Nullable(Uuid),
  /** Minutes of open time until a person answers the first message. Null: nothing is promised. */
  first: Nullable(Minutes),
  /** The same for each later one that waits. */
  next: Nullable(Minutes),
  /** Until it is solved; waiting for the customer or a third party does not count. */
  resolution: Nullable(Minutes),
  /** Percent of the time after which whoever has it is warned. */
  warn: Type.Integer({ minimum: 10, maximum: 99 }),
  /** Of two that name as much, the lower one holds. */
  place: Type.Integer({ minimum: 0, maximum: 1_000 }),
}
export const Policy = Type.Object({
  id: Uuid,
  brand: Uuid,
  ...policyFields,
  rev: Type.Integer(),
  /** Open clocks of the brand that are reckoned anew right now, after a change of settings. */
  progress: Nullable(Type.Object({ done: Type.Integer(), total: Type.Integer() })),
})
export type Policy = Static<typeof Policy>

const Stretch = Type.Object({ from: Instant, to: Instant })

/** Why a clock is due when it is due. */
export const ClockFacts = Type.Object({
  /** By this zone, and name; null: day and night. */
  calendar: Nullable(Type.Object({ name: Type.String(), timeZone: Type.String() })),
  /** Seconds of open time that are used, and that were used before by another policy. */
  usedSeconds: Type.Integer(),
  carriedSeconds: Type.Integer(),
  /** Since when the calendar counts. */
  countedFrom: Instant,
  /** `customer`, `third`, `bot` or `solved`; null: it lasts. */
  pauses: Type.Array(Type.Object({ from: Instant, to: Nullable(Instant), why: Type.String() })),
  /** Closed stretches until it is due, or until now; the first hundred. */
  closed: Type.Array(Stretch),
  /** Holidays among them. */
  holidays: Type.Array(Type.Object({ name: Type.String(), date: Type.String() })),
})
export type ClockFacts = Static<typeof ClockFacts>

export const ConversationClock = Type.Object({
  id: Uuid,
  kind: Kind,
  state: Type.Enum(['running', 'paused', 'ended']),
  startedAt: Instant,
  endedAt: Nullable(Instant),
  /** `answered`, `solved` or `closed`. */
  endedWhy: Nullable(Type.String()),
  policy: Nullable(Type.Object({ id: Uuid, name: Type.String() })),
  /** Minutes that are promised; null: nothing is. */
  target: Nullable(Type.Integer()),
  /** Null while it is paused, and when nothing is promised. */
  due: Nullable(Instant),
  warnAt: Nullable(Instant),
  warnedAt: Nullable(Instant),
  breachedAt: Nullable(Instant),
  facts: ClockFacts,
})
export type ConversationClock = Static<typeof ConversationClock>

export const slaApi = api({
  'GET /api/v1/calendars': { summary: 'Calendars: when people work', answer: PageOf(Calendar) },
  'POST /api/v1/calendars': {
    summary: 'Create a calendar',
    body: Closed({ id: Uuid, brand: Nullable(Uuid), ...calendarFields }),
    answer: Calendar,
  },
  'PUT /api/v1/calendars/:id': {
    summary: 'Change a calendar; open clocks that count by it are reckoned anew',
    params: ById,
    body: Closed(calendarFields),
    answer: Calendar,
  },
  'DELETE /api/v1/calendars/:id': {
    summary: 'Take a calendar away; refused while a policy counts by it',
    params: ById,
    answer: Type.Null(),
  },
  'PUT /api/v1/calendars/:id/imported-holidays': {
    summary: 'Take holidays over from an iCalendar file (.ics); what is there already stays as it is',
    params: ById,
    body: Closed({ ics: Type.String({ minLength: 1, maxLength: 240_000 }) }),
    answer: Type.Object({
      added: Type.Integer(),
      /** Were there already. */
      known: Type.Integer(),
      /** Over for good, or no day anybody is off. */
      skipped: Type.Integer(),
      calendar: Calendar,
    }),
  },
  'POST /api/v1/calendars/preview': {
    summary: 'When something would be due by these hours, saved or not',
    body: Closed({
      timeZone: calendarFields.timeZone,
      week: calendarFields.week,
      holidays: calendarFields.holidays,
      minutes: Minutes,
      /** Local: 2026-11-27T17:50. */
      at: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$', maxLength: 16 }),
    }),
    answer: Type.Object({ from: Instant, due: Nullable(Instant), facts: ClockFacts }),
  },
  'GET /api/v1/sla-policies': { summary: 'What is promised to customers', answer: PageOf(Policy) },
  'POST /api/v1/sla-policies': {
    summary: 'Create an SLA policy; open clocks of the brand are reckoned anew',
    body: Closed({ id: Uuid, brand: Uuid, ...policyFields }),
    answer: Policy,
  },
  'PUT /api/v1/sla-policies/:id': {
    summary: 'Change an SLA policy; open clocks of the brand are reckoned anew',
    params: ById,
    body: Closed(policyFields),
    answer: Policy,
  },
  'DELETE /api/v1/sla-policies/:id': {
    summary: 'Take an SLA policy away; open clocks go on by the next one that fits',
    params: ById,
    answer: Type.Null(),
  },
  'GET /api/v1/conversations/:id/clocks': {
    summary: 'The clocks of a conversation, the newest first, and why each is due when it is',
    params: ById,
    answer: Type.Object({ clocks: Type.Array(ConversationClock) }),
  },
})
export type SlaApi = ApiTypes<typeof slaApi>

import { type Static, Type } from 'typebox'
import { type ApiTypes, api, Closed, Instant, Lang, Nullable, PageOf, PageQuery, Uuid } from '#kernel/http'
import { briefingsApi } from './briefings/contract.ts'
import { pushApi } from './push/contract.ts'

export const Notice = Type.Object({
  id: Uuid,
  rev: Type.Integer(),
  /** `mention`, `assignment`, `warning`, …: the screen has a sentence for each kind. */
  kind: Type.String(),
  /** What it is about: `conversation`, … and its id. */
  about: Type.Object({ kind: Type.String(), id: Uuid }),
  /** Names and codes for the sentence, looked up now. */
  data: Type.Record(Type.String(), Type.Unknown()),
  at: Instant,
  readAt: Nullable(Instant),
})
export type Notice = Static<typeof Notice>

const hourAndMinute = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', maxLength: 5 })
const Choices = Closed({
  /** By kind; a kind that is not named is told in the app alone. `mail`: at once, when it is still unread a minute later. */
  ways: Type.Record(Type.String({ pattern: '^[a-z-]{1,40}$' }), Type.Enum(['app', 'mail', 'digest'])),
  /** `at`: the hour of the day, of those that come daily. */
  digest: Closed({ every: Type.Enum(['hour', 'day']), at: Type.Integer({ minimum: 0, maximum: 23 }) }),
  /** No mail from one time to the other, beginning on these days (1 is Monday); it may end on the next. The same time twice is a whole day. */
  quiet: Nullable(
    Closed({
      from: hourAndMinute,
      to: hourAndMinute,
      days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
    }),
  ),
  /** Warnings that are mailed at once do not wait for the end of quiet hours. */
  urgent: Type.Boolean(),
  timeZone: Type.String({ minLength: 1, maxLength: 60 }),
  lang: Lang,
})
export type Choices = Static<typeof Choices>
export const MailChoices = Type.Object({
  available: Type.Boolean(),
  /** `no-server`: the operator has set none. `no-address`: what the caller signs in with is none. */
  why: Nullable(Type.Enum(['no-server', 'no-address'])),
  address: Nullable(Type.String()),
  kinds: Type.Array(Type.String()),
  choices: Choices,
})
export type MailChoices = Static<typeof MailChoices>

export { Briefing, Reader } from './briefings/contract.ts'

export const noticesApi = api({
  ...briefingsApi,
  ...pushApi,
  'GET /api/v1/notices': {
    summary: 'What the caller was told, newest first',
    query: PageQuery,
    answer: PageOf(Notice),
  },
  'GET /api/v1/notices/unread': {
    summary: 'How many are unread',
    answer: Type.Object({ unread: Type.Integer(), live: Type.String() }),
  },
  'PUT /api/v1/notices/read': {
    summary: 'Mark as read, all up to this one',
    body: Closed({ upTo: Uuid }),
  },
  'GET /api/v1/notices/mail': {
    summary: 'What the caller is told by mail, and whether they can be',
    answer: MailChoices,
  },
  'PUT /api/v1/notices/mail': {
    summary: 'Choose what to be told by mail, when, and when not',
    body: Choices,
  },
})
export type NoticesApi = ApiTypes<typeof noticesApi>

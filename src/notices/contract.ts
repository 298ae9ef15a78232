import { type Static, Type } from 'typebox'
import { type ApiTypes, api, Closed, Instant, Nullable, PageOf, PageQuery, Uuid } from '#kernel/http'

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

export const noticesApi = api({
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
})
export type NoticesApi = ApiTypes<typeof noticesApi>

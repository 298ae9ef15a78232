import { type Static, Type } from 'typebox'
import { api, ById, Closed, Instant, Lang, Nullable, PageOf, pageQueryWith, Uuid } from '#kernel/http'

const How = Type.Enum(['mended', 'declined', 'withdrawn'])

/** What an advisor said of the articles: this one is wrong, one is missing. */
export const Flag = Type.Object({
  id: Uuid,
  brand: Uuid,
  lang: Lang,
  kind: Type.Enum(['wrong', 'missing']),
  /** Null: one is missing, or it was removed since. */
  article: Nullable(Type.Object({ id: Uuid, title: Type.String() })),
  /** Where it was noticed. */
  conversation: Uuid,
  note: Type.String(),
  by: Type.Object({ id: Uuid, name: Type.String() }),
  at: Instant,
  settled: Nullable(Type.Object({ how: How, at: Instant, by: Nullable(Type.String()) })),
  rev: Type.Integer(),
})
export type Flag = Static<typeof Flag>

export const flagsApi = api({
  'GET /api/v1/article-flags': {
    summary: 'What advisors say is wrong or missing in the articles, the newest first',
    query: pageQueryWith({ state: Type.Optional(Type.Enum(['open', 'settled'])) }),
    answer: PageOf(Flag),
  },
  'POST /api/v1/conversations/:id/article-flags': {
    summary: 'Say that an article is wrong, or that one is missing, where it was noticed',
    params: ById,
    body: Closed({
      id: Uuid,
      /** Null: one is missing. */
      article: Nullable(Uuid),
      note: Type.String({ maxLength: 500 }),
    }),
    answer: Flag,
  },
  'PUT /api/v1/article-flags/:id/settled': {
    summary: 'Settle it: mended or declined by who keeps the articles, withdrawn by whoever said it',
    params: ById,
    body: Closed({ how: How }),
    answer: Flag,
  },
  'DELETE /api/v1/article-flags/:id/settled': {
    summary: 'Open it again',
    params: ById,
    answer: Flag,
  },
})

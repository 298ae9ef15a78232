import { type Static, Type } from 'typebox'
import { type ApiTypes, api, ById, Closed, Instant, Lang, Nullable, PageOf, pageQueryWith, Uuid } from '#kernel/http'
import { besideApi } from './beside/contract.ts'
import { flagsApi } from './flags/contract.ts'

const articleFields = {
  brand: Uuid,
  /** Joins the translations of one article. */
  key: Type.String({ pattern: '^[a-z0-9-]{1,80}$', maxLength: 80 }),
  lang: Lang,
  title: Type.String({ minLength: 1, maxLength: 160 }),
  slug: Type.String({ pattern: '^[a-z0-9-]{1,120}$', maxLength: 120 }),
  summary: Type.String({ maxLength: 300 }),
  /** Markdown without raw HTML. */
  body: Type.String({ minLength: 1, maxLength: 60_000 }),
  keywords: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 40 }),
  /** How customers ask for it: what the bot matches. */
  questions: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 40 }),
  /** Shown first by the widget and the help page. */
  likely: Type.Boolean(),
}
export const ArticleInput = Closed(articleFields)
export const Article = Type.Object({
  id: Uuid,
  ...articleFields,
  html: Type.String(),
  published: Type.Boolean(),
  publishedAt: Nullable(Instant),
  updatedAt: Instant,
  author: Nullable(Type.String()),
  helpful: Type.Object({ yes: Type.Integer(), no: Type.Integer() }),
  href: Type.String(),
  rev: Type.Integer(),
})
export type Article = Static<typeof Article>

export const CannedResponse = Type.Object({
  id: Uuid,
  brand: Nullable(Uuid),
  /** Typed after `/`. */
  shortcut: Type.String(),
  lang: Lang,
  title: Type.String(),
  /** Placeholders: {{contact.firstName}}, {{agent.firstName}}, {{brand.name}}, {{conversation.reference}}. */
  text: Type.String(),
  uses: Type.Integer(),
  rev: Type.Integer(),
})
export type CannedResponse = Static<typeof CannedResponse>
const cannedFields = {
  brand: Nullable(Uuid),
  shortcut: Type.String({ pattern: '^[a-z0-9-]{1,40}$', maxLength: 40 }),
  lang: Lang,
  title: Type.String({ minLength: 1, maxLength: 120 }),
  text: Type.String({ minLength: 1, maxLength: 10_000 }),
}

export { Flag } from './flags/contract.ts'

export const knowledgeApi = api({
  ...besideApi,
  ...flagsApi,
  'GET /api/v1/articles': {
    summary: 'Articles; with q, the best matches first',
    query: pageQueryWith({
      q: Type.Optional(Type.String({ maxLength: 200 })),
      brand: Type.Optional(Uuid),
      lang: Type.Optional(Lang),
      state: Type.Optional(Type.Union([Type.Literal('draft'), Type.Literal('published')])),
    }),
    answer: PageOf(Article),
  },
  'GET /api/v1/articles/:id': { summary: 'One article', params: ById, answer: Article },
  'POST /api/v1/articles': {
    summary: 'Write an article, as a draft',
    body: Closed({ id: Uuid, ...articleFields }),
    answer: Article,
  },
  'PUT /api/v1/articles/:id': { summary: 'Change an article', params: ById, body: ArticleInput, answer: Article },
  'DELETE /api/v1/articles/:id': { summary: 'Remove an article', params: ById },
  'PUT /api/v1/articles/:id/publication': { summary: 'Publish', params: ById, answer: Article },
  'DELETE /api/v1/articles/:id/publication': { summary: 'Take back to draft', params: ById, answer: Article },
  'GET /api/v1/canned-responses': {
    summary: 'Canned responses; with a conversation, filled in for it',
    query: pageQueryWith({
      q: Type.Optional(Type.String({ maxLength: 80 })),
      brand: Type.Optional(Uuid),
      lang: Type.Optional(Lang),
    }),
    answer: PageOf(CannedResponse),
  },
  'POST /api/v1/canned-responses': {
    summary: 'Create',
    body: Closed({ id: Uuid, ...cannedFields }),
    answer: CannedResponse,
  },
  'PUT /api/v1/canned-responses/:id': {
    summary: 'Change',
    params: ById,
    body: Closed(cannedFields),
    answer: CannedResponse,
  },
  'DELETE /api/v1/canned-responses/:id': { summary: 'Remove', params: ById },
  'GET /api/v1/conversations/:id/canned-responses/:response': {
    summary: 'The text filled in for this conversation; unknown placeholders are named',
    params: Closed({ id: Uuid, response: Uuid }),
    answer: Type.Object({ text: Type.String(), unknown: Type.Array(Type.String()) }),
  },
})
export type KnowledgeApi = ApiTypes<typeof knowledgeApi>

import { Type } from 'typebox'
import { api, ById, Closed, Lang, Uuid } from '#kernel/http'

/** An article that may answer the customer, as an advisor needs it. */
export const Suggested = Type.Object({
  id: Uuid,
  title: Type.String(),
  summary: Type.String(),
  /** Safe, baked when it was written. */
  html: Type.String(),
  /** As it was written. */
  body: Type.String(),
  lang: Lang,
  /** Where the customer reads it. */
  url: Type.String(),
  /** Good enough to be given as the answer. */
  sure: Type.Boolean(),
})

export const besideApi = api({
  'POST /api/v1/conversations/:id/answers': {
    summary: 'Articles that answer these words, best first, in the language of the conversation; nothing is kept',
    params: ById,
    body: Closed({ q: Type.String({ minLength: 1, maxLength: 600 }) }),
    answer: Type.Object({ items: Type.Array(Suggested) }),
  },
})

import { type Static, Type } from 'typebox'
import { type ApiTypes, api, ById, Closed, Lang, Uuid } from '#kernel/http'

const Translation = Type.Object({
  text: Type.String(),
  to: Lang,
  /** What was taken out before the text left the house, and put back. */
  hidden: Type.Integer(),
})
export type Translation = Static<typeof Translation>

export const translationApi = api({
  'GET /api/v1/conversations/:id/messages/:message/translation': {
    summary:
      'A message in another language, by the configured model; kept nowhere. `unprocessable` where there is none, `unavailable` where it does not answer',
    params: Closed({ id: Uuid, message: Uuid }),
    query: Closed({ to: Lang }),
    answer: Translation,
  },
  'POST /api/v1/conversations/:id/translations': {
    summary: 'What somebody is about to write there, in another language; kept nowhere',
    params: ById,
    body: Closed({ text: Type.String({ minLength: 1, maxLength: 10_000 }), to: Lang }),
    answer: Translation,
  },
})
export type TranslationApi = ApiTypes<typeof translationApi>

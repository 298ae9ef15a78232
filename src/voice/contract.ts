import { type Static, Type } from 'typebox'
import { type ApiTypes, api, ById, Closed, Instant, Nullable, Uuid } from '#kernel/http'

export const Survey = Type.Object({
  id: Uuid,
  conversation: Uuid,
  /** `csat`; later nps, ces. */
  kind: Type.Literal('csat'),
  sentAt: Instant,
  score: Nullable(Type.Integer({ minimum: 1, maximum: 5 })),
  comment: Nullable(Type.String()),
  answeredAt: Nullable(Instant),
  rev: Type.Integer(),
})
export type Survey = Static<typeof Survey>
export const SurveyAnswer = Closed({
  score: Type.Integer({ minimum: 1, maximum: 5 }),
  comment: Type.Optional(Type.String({ maxLength: 2_000 })),
})
export type SurveyAnswer = Static<typeof SurveyAnswer>

export const voiceApi = api({
  'GET /api/v1/conversations/:id/surveys': {
    summary: 'Surveys sent for a conversation and their answers',
    params: ById,
    answer: Type.Object({ surveys: Type.Array(Survey) }),
  },
  'GET /api/v1/chat/survey': {
    summary: 'The survey open to this visitor, if any',
    answer: Type.Object({ survey: Nullable(Survey) }),
  },
  'PUT /api/v1/chat/survey/:id': {
    summary: 'Rate: one click, then a comment if they like',
    params: ById,
    body: SurveyAnswer,
    answer: Survey,
  },
})
export type VoiceApi = ApiTypes<typeof voiceApi>

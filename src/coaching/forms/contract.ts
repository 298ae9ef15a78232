import { type Static, Type } from 'typebox'
import { type ApiTypes, api, ById, Closed, Nullable, Texts, Uuid } from '#kernel/http'

/** One question of a form. */
export const Criterion = Closed({
  id: Uuid,
  name: Texts,
  /** What a good answer looks like. */
  help: Texts,
  /** How much it counts, beside the others. */
  weight: Type.Integer({ minimum: 1, maximum: 10 }),
  /** `yes-no`: 0 or 1; `five`: 1 to 5, of which 1 counts for nothing and 5 for all. */
  scale: Type.Enum(['yes-no', 'five']),
  /** The least of its scale fails the whole review. */
  critical: Type.Boolean(),
})
export type Criterion = Static<typeof Criterion>

const words = { name: Texts, criteria: Type.Array(Criterion, { minItems: 1, maxItems: 30 }) }

const ReviewForm = Type.Object({
  id: Uuid,
  brand: Nullable(Uuid),
  ...words,
  retired: Type.Boolean(),
  rev: Type.Integer(),
})
export type ReviewForm = Static<typeof ReviewForm>

export const formsApi = api({
  'GET /api/v1/review-forms': {
    summary: 'What conversations are scored on: forms of the operator, with how often each was used',
    answer: Type.Object({ items: Type.Array(Type.Intersect([ReviewForm, Type.Object({ used: Type.Integer() })])) }),
  },
  'POST /api/v1/review-forms': {
    summary: 'Define a form',
    body: Closed({ id: Uuid, brand: Nullable(Uuid), ...words }),
    answer: ReviewForm,
  },
  'PUT /api/v1/review-forms/:id': {
    summary: 'Change a form; what was scored on it keeps the form it was scored on',
    params: ById,
    body: Closed({ ...words, rev: Type.Integer({ minimum: 1 }) }),
    answer: ReviewForm,
  },
  'PUT /api/v1/review-forms/:id/retirement': { summary: 'Offer the form no more', params: ById },
  'DELETE /api/v1/review-forms/:id/retirement': { summary: 'Offer the form again', params: ById },
})
export type FormsApi = ApiTypes<typeof formsApi>

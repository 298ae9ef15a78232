import { Type } from 'typebox'
import { type ApiTypes, api, ById, Closed, Nullable, PageOf, Texts, Uuid } from '#kernel/http'

const Disposition = Type.Object({
  id: Uuid,
  brand: Nullable(Uuid),
  parent: Nullable(Uuid),
  name: Texts,
  position: Type.Integer({ description: 'Among those under the same parent' }),
  retired: Type.Boolean({ description: 'Not offered any more, nor what stands under it' }),
  rev: Type.Integer(),
})

export const dispositionsApi = api({
  'GET /api/v1/dispositions': {
    summary: 'Why conversations are solved: a tree, in its order; and the brands whose people must give a reason',
    answer: Type.Intersect([PageOf(Disposition), Type.Object({ required: Type.Array(Uuid) })]),
  },
  'GET /api/v1/dispositions/use': {
    summary: 'How often each was chosen lately, and how many were solved without one',
    answer: Type.Object({
      days: Type.Integer(),
      without: Type.Integer(),
      items: Type.Array(Type.Object({ id: Uuid, n: Type.Integer() })),
    }),
  },
  'PUT /api/v1/dispositions/:id': {
    summary: 'Another name, or another place in the tree',
    params: ById,
    body: Closed({ name: Texts, parent: Nullable(Uuid), rev: Type.Integer({ minimum: 1 }) }),
    answer: Disposition,
  },
  'PUT /api/v1/dispositions/:id/position': {
    summary: 'Put it at this place among those under the same parent; the others make room',
    params: ById,
    body: Closed({ position: Type.Integer({ minimum: 0, maximum: 1_000 }) }),
  },
  'PUT /api/v1/dispositions/:id/retirement': {
    summary: 'Offer it no more, nor what stands under it; what was solved with it keeps it',
    params: ById,
  },
  'DELETE /api/v1/dispositions/:id/retirement': { summary: 'Offer it again', params: ById },
  'POST /api/v1/dispositions': {
    summary: 'Create a disposition',
    body: Closed({ id: Uuid, brand: Nullable(Uuid), parent: Nullable(Uuid), name: Texts }),
    answer: Disposition,
  },
})
export type DispositionsApi = ApiTypes<typeof dispositionsApi>

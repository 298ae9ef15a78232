import { Type } from 'typebox'
import { type ApiTypes, api, ById, Closed, Instant, Nullable, PageOf, Texts, Uuid } from '#kernel/http'
import { InboxRow, Message } from '../shapes.ts'

const Label = Type.Object({
  id: Uuid,
  brand: Nullable(Uuid),
  name: Texts,
  hue: Type.Integer(),
  rev: Type.Integer(),
})
const Given = Type.Object({
  items: Type.Array(
    Type.Object({
      label: Uuid,
      /** Who or what gave it; `name` is theirs now, where it is a person of the house. */
      by: Type.Object({ kind: Type.String(), name: Nullable(Type.String()) }),
      at: Instant,
    }),
  ),
})
const ofMessage = Closed({ id: Uuid, message: Uuid, label: Uuid })
const both = Closed({ id: Uuid, label: Uuid })

export const labelsApi = api({
  'GET /api/v1/labels': { summary: 'Labels', answer: PageOf(Label) },
  'POST /api/v1/labels': {
    summary: 'Create a label',
    body: Closed({ id: Uuid, brand: Nullable(Uuid), name: Texts, hue: Type.Integer({ minimum: 0, maximum: 360 }) }),
    answer: Label,
  },
  'GET /api/v1/conversations/:id/labels': {
    summary: 'The labels of a conversation, with who or what gave each, and when',
    params: ById,
    answer: Given,
  },
  'PUT /api/v1/conversations/:id/labels/:label': { summary: 'Put a label on', params: both, answer: InboxRow },
  'DELETE /api/v1/conversations/:id/labels/:label': { summary: 'Take a label off', params: both, answer: InboxRow },
  'PUT /api/v1/conversations/:id/messages/:message/labels/:label': {
    summary: 'Put a label on one message',
    params: ofMessage,
    answer: Type.Object({ row: InboxRow, message: Message }),
  },
  'DELETE /api/v1/conversations/:id/messages/:message/labels/:label': {
    summary: 'Take a label off a message',
    params: ofMessage,
    answer: Type.Object({ row: InboxRow, message: Message }),
  },
  'GET /api/v1/contacts/:id/labels': {
    summary: 'The labels of a person, with who or what gave each',
    params: ById,
    answer: Given,
  },
  'PUT /api/v1/contacts/:id/labels/:label': { summary: 'Put a label on a person', params: both, answer: Given },
  'DELETE /api/v1/contacts/:id/labels/:label': { summary: 'Take a label off a person', params: both, answer: Given },
})
export type LabelsApi = ApiTypes<typeof labelsApi>

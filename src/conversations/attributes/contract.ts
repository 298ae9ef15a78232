import { ById, Closed, Uuid } from '#kernel/http'
import { AttributeValueShape, KnownAttributes } from '#people/contract'

export const conversationAttributesApi = {
  'GET /api/v1/conversations/:id/attributes': {
    summary: 'What the brand wants to know of a conversation, and what is known, by whose word',
    params: ById,
    answer: KnownAttributes,
  },
  'PUT /api/v1/conversations/:id/attributes/:attribute': {
    summary: 'Say what is known of a conversation; null takes it away',
    params: Closed({ id: Uuid, attribute: Uuid }),
    body: Closed({ value: AttributeValueShape }),
    answer: KnownAttributes,
  },
} as const

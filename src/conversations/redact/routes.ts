import type { Operations } from '#kernel/http'
import type { redactApi } from './contract.ts'
import { redact } from './redact.ts'
import { redactable } from './redactable.ts'

const redacting = { realm: 'staff', scope: 'rows', permission: 'conversation.redact' } as const

export const redactOperations: Operations<typeof redactApi> = {
  'GET /api/v1/conversations/:id/messages/:message/redactable': {
    ...redacting,
    run: (ctx, { params }) => redactable(ctx, params.id, params.message),
  },
  'POST /api/v1/conversations/:id/messages/:message/redactions': {
    ...redacting,
    verb: { name: 'conversation.redact', idempotency: 'id', on: 'conversation' },
    run: (ctx, { params, body }) => redact(ctx, params.id, params.message, body),
  },
}

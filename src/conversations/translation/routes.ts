import type { Operations } from '#kernel/http'
import type { translationApi } from './contract.ts'
import { translateDraft, translateMessage } from './translate.ts'

const staff = { realm: 'staff', scope: 'rows' } as const

export const translationOperations: Operations<typeof translationApi> = {
  'GET /api/v1/conversations/:id/messages/:message/translation': {
    ...staff,
    permission: 'conversation.read',
    run: (ctx, { params, query }) => translateMessage(ctx, params.id, params.message, query.to),
  },
  'POST /api/v1/conversations/:id/translations': {
    ...staff,
    permission: 'conversation.reply',
    run: (ctx, { params, body }) => translateDraft(ctx, params.id, body),
  },
}

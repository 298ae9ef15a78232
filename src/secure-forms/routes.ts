import type { Operations } from '#kernel/http'
import type { ConversationId } from '#kernel/ids'
import { askForForm } from './ask.ts'
import type { secureFormsApi } from './contract.ts'
import { changeForm, createForm, retireForm, testForm } from './define.ts'
import { withdrawRequest } from './end-request.ts'
import { listForms, showSecureForms } from './show.ts'

const work = { realm: 'staff', scope: 'rows', permission: 'conversation.reply' } as const
const defining = { realm: 'staff', scope: 'rows', permission: 'secure-form.manage' } as const

export const secureFormOperations: Operations<typeof secureFormsApi> = {
  'GET /api/v1/conversations/:id/secure-forms': {
    ...work,
    permission: 'conversation.read',
    run: (ctx, { params }) => showSecureForms(ctx, params.id as ConversationId),
  },
  'PUT /api/v1/conversations/:id/secure-forms/:request': {
    ...work,
    verb: { name: 'secure-form.ask', idempotency: 'id' },
    run: (ctx, { params, body }) =>
      askForForm(ctx, { id: params.request, conversation: params.id as ConversationId, ...body }),
  },
  'DELETE /api/v1/conversations/:id/secure-forms/:request': {
    ...work,
    verb: { name: 'secure-form.withdraw', idempotency: 'natural' },
    run: (ctx, { params }) => withdrawRequest(ctx, { id: params.request, conversation: params.id as ConversationId }),
  },
  'GET /api/v1/secure-forms': { ...defining, run: (ctx) => listForms(ctx) },
  'POST /api/v1/secure-forms': {
    ...defining,
    scope: 'brand',
    verb: { name: 'secure-form.create', idempotency: 'id' },
    run: (ctx, { body }) => createForm(ctx, body),
  },
  'PUT /api/v1/secure-forms/:id': {
    ...defining,
    verb: { name: 'secure-form.change', idempotency: 'natural' },
    run: (ctx, { params, body }) => changeForm(ctx, params.id, body),
  },
  'PUT /api/v1/secure-forms/:id/retirement': {
    ...defining,
    verb: { name: 'secure-form.retire', idempotency: 'natural', undo: 'secure-form.reuse' },
    run: async (ctx, { params }) => void (await retireForm(ctx, params.id, true)),
  },
  'DELETE /api/v1/secure-forms/:id/retirement': {
    ...defining,
    verb: { name: 'secure-form.reuse', idempotency: 'natural', undo: 'secure-form.retire' },
    run: async (ctx, { params }) => void (await retireForm(ctx, params.id, false)),
  },
  'POST /api/v1/secure-forms/:id/tests': {
    ...defining,
    verb: { name: 'secure-form.test', idempotency: 'id' },
    run: (ctx, { params, body }) => testForm(ctx, params.id, body.id),
  },
}

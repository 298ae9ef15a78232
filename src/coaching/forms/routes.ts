import type { Operations } from '#kernel/http'
import { changeForm, createForm, retireForm } from './change-form.ts'
import type { formsApi } from './contract.ts'
import { listForms } from './list-forms.ts'

const managing = { realm: 'staff', scope: 'rows', permission: 'coaching.manage' } as const
const natural = (name: string, undo?: string) => ({ name, idempotency: 'natural' as const, ...(undo && { undo }) })

export const formOperations: Operations<typeof formsApi> = {
  'GET /api/v1/review-forms': { ...managing, permission: 'coaching.read', run: (ctx) => listForms(ctx) },
  'POST /api/v1/review-forms': {
    ...managing,
    scope: 'brand',
    verb: { name: 'review-form.create', idempotency: 'id' },
    run: (ctx, { body }) => createForm(ctx, body),
  },
  'PUT /api/v1/review-forms/:id': {
    ...managing,
    verb: natural('review-form.change'),
    run: (ctx, { params, body }) => changeForm(ctx, params.id, body),
  },
  'PUT /api/v1/review-forms/:id/retirement': {
    ...managing,
    verb: natural('review-form.retire', 'review-form.reuse'),
    run: async (ctx, { params }) => void (await retireForm(ctx, params.id, true)),
  },
  'DELETE /api/v1/review-forms/:id/retirement': {
    ...managing,
    verb: natural('review-form.reuse', 'review-form.retire'),
    run: async (ctx, { params }) => void (await retireForm(ctx, params.id, false)),
  },
}

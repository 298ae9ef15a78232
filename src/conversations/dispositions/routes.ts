import type { Operations } from '#kernel/http'
import { changeDisposition, createDisposition, moveDisposition, retireDisposition } from './change.ts'
import type { dispositionsApi } from './contract.ts'
import { listDispositions, listDispositionUse } from './list.ts'

const tidying = { realm: 'staff', scope: 'rows', permission: 'label.manage' } as const
const natural = (name: string, undo?: string) => ({
  name,
  idempotency: 'natural' as const,
  ...(undo === undefined ? {} : { undo }),
})

export const dispositionOperations: Operations<typeof dispositionsApi> = {
  'GET /api/v1/dispositions': {
    realm: 'staff',
    scope: 'rows',
    permission: 'conversation.read',
    run: (ctx) => listDispositions(ctx),
  },
  'POST /api/v1/dispositions': {
    realm: 'staff',
    scope: 'brand',
    permission: 'label.manage',
    verb: { name: 'disposition.create', idempotency: 'id' },
    run: (ctx, { body }) => createDisposition(ctx, body),
  },
  'GET /api/v1/dispositions/use': { ...tidying, run: (ctx) => listDispositionUse(ctx) },
  'PUT /api/v1/dispositions/:id': {
    ...tidying,
    verb: natural('disposition.change'),
    run: (ctx, { params, body }) => changeDisposition(ctx, params.id, body),
  },
  'PUT /api/v1/dispositions/:id/position': {
    ...tidying,
    verb: natural('disposition.move'),
    run: async (ctx, { params, body }) => void (await moveDisposition(ctx, params.id, body.position)),
  },
  'PUT /api/v1/dispositions/:id/retirement': {
    ...tidying,
    verb: natural('disposition.retire', 'disposition.reuse'),
    run: async (ctx, { params }) => void (await retireDisposition(ctx, params.id, true)),
  },
  'DELETE /api/v1/dispositions/:id/retirement': {
    ...tidying,
    verb: natural('disposition.reuse', 'disposition.retire'),
    run: async (ctx, { params }) => void (await retireDisposition(ctx, params.id, false)),
  },
}

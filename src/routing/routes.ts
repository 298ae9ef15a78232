import type { Operations } from '#kernel/http'
import { assign, giveBack, transfer } from './assign.ts'
import type { routingApi } from './contract.ts'
import { beat, listPresence, setPresence } from './presence.ts'
import { changeQueue, createQueue, listQueues } from './queues.ts'
import { takeNext } from './take-next.ts'

const staff = { realm: 'staff', scope: 'rows' } as const
const deciding = { ...staff, permission: 'conversation.assign' } as const
const own = { realm: 'staff', scope: 'self', permission: null } as const

export const routingOperations: Operations<typeof routingApi> = {
  'GET /api/v1/queues': { ...staff, permission: 'queue.read', run: (ctx) => listQueues(ctx) },
  'POST /api/v1/queues': {
    realm: 'staff',
    scope: 'brand',
    permission: 'queue.manage',
    verb: { name: 'queue.create', idempotency: 'id' },
    run: (ctx, { body }) => createQueue(ctx, body),
  },
  'PUT /api/v1/queues/:id': {
    ...staff,
    permission: 'queue.manage',
    verb: { name: 'queue.change', idempotency: 'natural' },
    run: (ctx, { params, body }) => changeQueue(ctx, params.id, body),
  },
  'POST /api/v1/work-items/next': {
    ...staff,
    permission: 'work-item.take',
    verb: { name: 'work-item.next', idempotency: 'id' },
    run: (ctx, { body }) => takeNext(ctx, body.id),
  },
  'PUT /api/v1/conversations/:id/assignment': {
    ...deciding,
    verb: { name: 'conversation.assign', idempotency: 'natural', undo: 'conversation.give-back', on: 'conversation' },
    run: (ctx, { params, body }) => assign(ctx, params.id, body.agent),
  },
  'DELETE /api/v1/conversations/:id/assignment': {
    ...deciding,
    verb: { name: 'conversation.give-back', idempotency: 'natural', on: 'conversation' },
    run: (ctx, { params }) => giveBack(ctx, params.id),
  },
  'PUT /api/v1/conversations/:id/queue': {
    ...deciding,
    verb: { name: 'conversation.transfer', idempotency: 'natural', on: 'conversation' },
    run: (ctx, { params, body }) => transfer(ctx, params.id, body.queue),
  },
  'PUT /api/v1/presence': {
    ...own,
    verb: { name: 'presence.set', idempotency: 'natural' },
    run: (ctx, { body }) => setPresence(ctx, body.state, body.reason ?? null),
  },
  'POST /api/v1/presence/heartbeat': { ...own, run: (ctx) => beat(ctx) },
  'GET /api/v1/presence': {
    ...staff,
    permission: 'presence.read',
    run: async (ctx) => ({ items: await listPresence(ctx), next: null, live: '0' }),
  },
}

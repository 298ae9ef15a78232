import type { Operations } from '#kernel/http'
import { assign, giveBack, transfer } from './assign.ts'
import { batonOperations } from './baton/routes.ts'
import { boardOperations } from './board/routes.ts'
import { capacityOf, setCapacity } from './capacity.ts'
import { changeQueue, createQueue } from './change-queues.ts'
import { listChannelSlots, setChannelSlots } from './channel-slots.ts'
import type { routingApi } from './contract.ts'
import { listAssignments } from './list-assignments.ts'
import { offersOperations } from './offers/routes.ts'
import { presenceOperations } from './presence/routes.ts'
import { listQueues } from './queues.ts'
import { removeQueue } from './remove-queue.ts'
import { surgeOperations } from './surge/routes.ts'
import { takeNext } from './take-next.ts'
import { vipTrial } from './vip-cost/trial.ts'
import { vipCost } from './vip-cost/vip-cost.ts'

const staff = { realm: 'staff', scope: 'rows' } as const
const deciding = { ...staff, permission: 'conversation.assign' } as const
const managing = { ...staff, permission: 'queue.manage' } as const

export const routingOperations: Operations<typeof routingApi> = {
  ...presenceOperations,
  ...offersOperations,
  ...boardOperations,
  ...surgeOperations,
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
  'DELETE /api/v1/queues/:id': {
    ...managing,
    verb: { name: 'queue.remove', idempotency: 'natural' },
    run: async (ctx, { params }) => {
      await removeQueue(ctx, params.id)
      return null
    },
  },
  'GET /api/v1/channel-slots': {
    ...staff,
    permission: 'queue.read',
    run: async (ctx) => ({ items: await listChannelSlots(ctx), next: null, live: '0' }),
  },
  'PUT /api/v1/channel-slots/:channel': {
    ...managing,
    verb: { name: 'channel-slots.set', idempotency: 'natural' },
    run: (ctx, { params, body }) => setChannelSlots(ctx, params.channel, body),
  },
  'GET /api/v1/agents/:id/capacity': { ...managing, run: (ctx, { params }) => capacityOf(ctx, params.id) },
  'PUT /api/v1/agents/:id/capacity': {
    ...managing,
    verb: { name: 'capacity.set', idempotency: 'natural' },
    run: (ctx, { params, body }) => setCapacity(ctx, params.id, body.slots),
  },
  'GET /api/v1/conversations/:id/assignments': {
    ...staff,
    permission: 'conversation.read',
    run: async (ctx, { params }) => ({ ...(await listAssignments(ctx, params.id)), next: null, live: '0' }),
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
  'GET /api/v1/reports/vip': { ...staff, permission: 'queue.report', run: (ctx, { query }) => vipCost(ctx, query) },
  'GET /api/v1/reports/vip/trial': {
    ...staff,
    permission: 'queue.report',
    run: (ctx, { query }) => vipTrial(ctx, query),
  },
  ...batonOperations,
}

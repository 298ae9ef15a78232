import type { Operations } from '#kernel/http'
import { changePlan, createPlan, removePlan } from './change-plans.ts'
import type { surgeApi } from './contract.ts'
import { listPlans, listRuns } from './plans.ts'
import { switchOff } from './switch-off.ts'
import { switchOn } from './switch-on.ts'
import { tryPlan } from './trial/try-plan.ts'

const reading = { realm: 'staff', scope: 'rows', permission: 'queue.read' } as const
const managing = { realm: 'staff', scope: 'rows', permission: 'surge.manage' } as const
const switching = { realm: 'staff', scope: 'rows', permission: 'surge.switch' } as const

export const surgeOperations: Operations<typeof surgeApi> = {
  'GET /api/v1/surge-plans': {
    ...reading,
    run: async (ctx) => ({ items: await listPlans(ctx), next: null, live: '0' }),
  },
  'POST /api/v1/surge-plans': {
    ...managing,
    scope: 'brand',
    verb: { name: 'surge-plan.create', idempotency: 'id' },
    run: (ctx, { body }) => createPlan(ctx, body),
  },
  'PUT /api/v1/surge-plans/:id': {
    ...managing,
    verb: { name: 'surge-plan.change', idempotency: 'natural' },
    run: (ctx, { params, body }) => changePlan(ctx, params.id, body),
  },
  'PUT /api/v1/surge-plans/:id/run': {
    ...switching,
    verb: { name: 'surge.switch-on', idempotency: 'natural' },
    run: (ctx, { params, body }) => switchOn(ctx, params.id, body),
  },
  'DELETE /api/v1/surge-plans/:id/run': {
    ...switching,
    verb: { name: 'surge.switch-off', idempotency: 'natural' },
    run: (ctx, { params }) => switchOff(ctx, params.id),
  },
  'GET /api/v1/surge-plans/:id/runs': {
    ...reading,
    run: async (ctx, { params }) => ({ items: await listRuns(ctx, params.id), next: null, live: '0' }),
  },
  'GET /api/v1/surge-plans/:id/trial': {
    ...managing,
    run: (ctx, { params, query }) => tryPlan(ctx, params.id, query.day),
  },
  'DELETE /api/v1/surge-plans/:id': {
    ...managing,
    verb: { name: 'surge-plan.remove', idempotency: 'natural' },
    run: (ctx, { params }) => removePlan(ctx, params.id),
  },
}

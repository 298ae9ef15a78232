import type { Operations } from '#kernel/http'
import { changeRule, createRule, retireRule } from './change-rule.ts'
import type { rulesApi } from './contract.ts'
import { listRules } from './list-rules.ts'
import { showMatches } from './sample.ts'

const managing = { realm: 'staff', scope: 'rows', permission: 'coaching.manage' } as const
const natural = (name: string, undo?: string) => ({ name, idempotency: 'natural' as const, ...(undo && { undo }) })

export const ruleOperations: Operations<typeof rulesApi> = {
  'GET /api/v1/review-rules': { ...managing, permission: 'coaching.read', run: (ctx) => listRules(ctx) },
  'POST /api/v1/review-rules': {
    ...managing,
    scope: 'brand',
    verb: { name: 'review-rule.create', idempotency: 'id' },
    run: (ctx, { body }) => createRule(ctx, body),
  },
  'PUT /api/v1/review-rules/:id': {
    ...managing,
    verb: natural('review-rule.change'),
    run: (ctx, { params, body }) => changeRule(ctx, params.id, body),
  },
  'GET /api/v1/review-rules/:id/matches': { ...managing, run: (ctx, { params }) => showMatches(ctx, params.id) },
  'PUT /api/v1/review-rules/:id/retirement': {
    ...managing,
    verb: natural('review-rule.retire', 'review-rule.reuse'),
    run: async (ctx, { params }) => void (await retireRule(ctx, params.id, true)),
  },
  'DELETE /api/v1/review-rules/:id/retirement': {
    ...managing,
    verb: natural('review-rule.reuse', 'review-rule.retire'),
    run: async (ctx, { params }) => void (await retireRule(ctx, params.id, false)),
  },
}

import type { Operations } from '#kernel/http'
import { giveLink } from './case-link.ts'
import type { casesApi } from './contract.ts'
import { joinCase } from './join-case.ts'
import { compareAgain, sayApart } from './keep-apart.ts'
import { listCases } from './list-cases.ts'
import { oneCase, showCase } from './show-case.ts'
import { splitCase } from './split-case.ts'

const reading = { realm: 'staff', scope: 'rows', permission: 'case.read' } as const
const managing = { realm: 'staff', scope: 'rows', permission: 'case.manage' } as const

export const caseOperations: Operations<typeof casesApi> = {
  'GET /api/v1/conversations/:id/case': { ...reading, run: (ctx, { params }) => showCase(ctx, params.id) },
  'PUT /api/v1/conversations/:id/case': {
    ...managing,
    verb: { name: 'case.join', idempotency: 'natural', undo: 'case.split', on: 'conversation' },
    run: (ctx, { params, body }) => joinCase(ctx, { conversation: params.id, ...body }),
  },
  'DELETE /api/v1/conversations/:id/case': {
    ...managing,
    verb: { name: 'case.split', idempotency: 'natural', on: 'conversation' },
    run: (ctx, { params }) => splitCase(ctx, params.id),
  },
  'PUT /api/v1/conversations/:id/apart/:case': {
    ...managing,
    verb: { name: 'case.keep-apart', idempotency: 'natural', undo: 'case.compare-again' },
    run: (ctx, { params }) => sayApart(ctx, { conversation: params.id, case: params.case }).then(() => null),
  },
  'DELETE /api/v1/conversations/:id/apart/:case': {
    ...managing,
    verb: { name: 'case.compare-again', idempotency: 'natural' },
    run: (ctx, { params }) => compareAgain(ctx, { conversation: params.id, case: params.case }).then(() => null),
  },
  'PUT /api/v1/conversations/:id/case/link': {
    ...managing,
    verb: { name: 'case.give-link', idempotency: 'natural', on: 'conversation' },
    run: (ctx, { params }) => giveLink(ctx, params.id),
  },
  'GET /api/v1/cases': { ...reading, run: (ctx, { query }) => listCases(ctx, query) },
  'GET /api/v1/cases/:id': { ...reading, run: (ctx, { params }) => oneCase(ctx, params.id) },
}

import type { Operations } from '#kernel/http'
import { giveLink } from './case-link.ts'
import type { casesApi } from './contract.ts'
import { failPromise, keepPromise, reopenPromise, withdrawPromise } from './end-promise.ts'
import { joinCase } from './join-case.ts'
import { compareAgain, sayApart } from './keep-apart.ts'
import { listCases } from './list-cases.ts'
import { listPromises } from './list-promises.ts'
import { makePromise } from './make-promise.ts'
import { passPromise } from './pass-promise.ts'
import { promiseFigures } from './promise-figures.ts'
import { oneCase, showCase } from './show-case.ts'
import { showTimeline } from './show-timeline.ts'
import { splitCase } from './split-case.ts'
import { askTransfer } from './transfers/ask-transfer.ts'
import { takeTransfer, withdrawTransfer } from './transfers/end-transfer.ts'
import { showTransfer } from './transfers/show-transfer.ts'

const reading = { realm: 'staff', scope: 'rows', permission: 'case.read' } as const
const seeing = { realm: 'staff', scope: 'rows', permission: 'promise.read' } as const
const promising = { realm: 'staff', scope: 'rows', permission: 'promise.manage' } as const
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
  'GET /api/v1/conversations/:id/transfer': { ...reading, run: (ctx, { params }) => showTransfer(ctx, params.id) },
  'PUT /api/v1/conversations/:id/transfer': {
    ...managing,
    verb: { name: 'transfer.ask', idempotency: 'id', undo: 'transfer.withdraw', on: 'conversation' },
    run: (ctx, { params, body }) => askTransfer(ctx, { conversation: params.id, ...body }),
  },
  'DELETE /api/v1/conversations/:id/transfer': {
    ...managing,
    verb: { name: 'transfer.withdraw', idempotency: 'natural', on: 'conversation' },
    run: (ctx, { params }) => withdrawTransfer(ctx, params.id),
  },
  'PUT /api/v1/conversations/:id/transfer/taken': {
    ...managing,
    verb: { name: 'transfer.take', idempotency: 'natural', on: 'conversation' },
    run: (ctx, { params }) => takeTransfer(ctx, params.id),
  },
  'GET /api/v1/cases': { ...reading, run: (ctx, { query }) => listCases(ctx, query) },
  'POST /api/v1/conversations/:id/promises': {
    ...promising,
    verb: { name: 'promise.make', idempotency: 'id', undo: 'promise.withdraw', on: 'conversation' },
    run: (ctx, { params, body }) => makePromise(ctx, { conversation: params.id, ...body }),
  },
  'GET /api/v1/promises': { ...seeing, run: (ctx, { query }) => listPromises(ctx, query) },
  'GET /api/v1/promises/figures': { ...seeing, run: (ctx, { query }) => promiseFigures(ctx, query) },
  'DELETE /api/v1/promises/:id': {
    ...promising,
    verb: { name: 'promise.withdraw', idempotency: 'natural', undo: 'promise.reopen' },
    run: (ctx, { params }) => withdrawPromise(ctx, params.id),
  },
  'PUT /api/v1/promises/:id/kept': {
    ...promising,
    verb: { name: 'promise.keep', idempotency: 'natural', undo: 'promise.reopen' },
    run: (ctx, { params, body }) => keepPromise(ctx, params.id, body),
  },
  'PUT /api/v1/promises/:id/failed': {
    ...promising,
    verb: { name: 'promise.fail', idempotency: 'natural', undo: 'promise.reopen' },
    run: (ctx, { params }) => failPromise(ctx, params.id),
  },
  'PUT /api/v1/promises/:id/open': {
    ...promising,
    verb: { name: 'promise.reopen', idempotency: 'natural' },
    run: (ctx, { params }) => reopenPromise(ctx, params.id),
  },
  'PUT /api/v1/promises/:id/owner': {
    ...promising,
    verb: { name: 'promise.pass', idempotency: 'natural' },
    run: (ctx, { params, body }) => passPromise(ctx, params.id, body.owner),
  },
  'GET /api/v1/cases/:id/timeline': { ...reading, run: (ctx, { params }) => showTimeline(ctx, params.id) },
  'GET /api/v1/cases/:id': { ...reading, run: (ctx, { params }) => oneCase(ctx, params.id) },
}

import type { Operations } from '#kernel/http'
import { recommendOn, reopenComplaint, withdrawComplaint } from './change.ts'
import type { complaintsApi } from './contract.ts'
import { complaintFigures } from './figures.ts'
import { complaintFile } from './file.ts'
import { makeComplaint } from './make-complaint.ts'
import { proposeLetter, sendLetter } from './send-letter.ts'
import { listComplaints, showComplaint, showPacks } from './show.ts'

const reading = { realm: 'staff', scope: 'rows', permission: 'complaint.read' } as const
const managing = { realm: 'staff', scope: 'rows', permission: 'complaint.manage' } as const

export const complaintOperations: Operations<typeof complaintsApi> = {
  'GET /api/v1/conversations/:id/complaint': { ...reading, run: (ctx, { params }) => showComplaint(ctx, params.id) },
  'POST /api/v1/conversations/:id/complaint': {
    ...managing,
    verb: { name: 'complaint.make', idempotency: 'id', undo: 'complaint.withdraw', on: 'conversation' },
    run: (ctx, { params, body }) => makeComplaint(ctx, { conversation: params.id, ...body }),
  },
  'GET /api/v1/complaints': { ...reading, run: (ctx, { query }) => listComplaints(ctx, query) },
  'GET /api/v1/complaints/figures': { ...reading, run: (ctx, { query }) => complaintFigures(ctx, query) },
  'GET /api/v1/complaint-packs': { ...reading, run: showPacks },
  'DELETE /api/v1/complaints/:id': {
    ...managing,
    verb: { name: 'complaint.withdraw', idempotency: 'natural', undo: 'complaint.reopen' },
    run: (ctx, { params }) => withdrawComplaint(ctx, params.id),
  },
  'PUT /api/v1/complaints/:id/open': {
    ...managing,
    verb: { name: 'complaint.reopen', idempotency: 'natural' },
    run: (ctx, { params }) => reopenComplaint(ctx, params.id),
  },
  'PUT /api/v1/complaints/:id/recommendation': {
    ...managing,
    verb: { name: 'complaint.recommend', idempotency: 'natural' },
    run: (ctx, { params }) => recommendOn(ctx, params.id),
  },
  'GET /api/v1/complaints/:id/letters/:kind': {
    ...managing,
    run: (ctx, { params }) => proposeLetter(ctx, params.id, params.kind),
  },
  'POST /api/v1/complaints/:id/letters': {
    ...managing,
    verb: { name: 'complaint.send-letter', idempotency: 'id' },
    run: (ctx, { params, body }) => sendLetter(ctx, params.id, body),
  },
  'GET /api/v1/complaints/:id/file': { ...managing, run: (ctx, { params }) => complaintFile(ctx, params.id) },
}

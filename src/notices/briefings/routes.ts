import type { Operations } from '#kernel/http'
import type { briefingsApi } from './contract.ts'
import { countUnreadBriefings, listBriefings } from './list-briefings.ts'
import { listReaders } from './list-readers.ts'
import { readBriefing } from './read-briefing.ts'
import { changeBriefing, withdrawBriefing, writeBriefing } from './write-briefing.ts'

const reading = { realm: 'staff', scope: 'rows', permission: 'briefing.read' } as const
const writing = { realm: 'staff', scope: 'rows', permission: 'briefing.write' } as const

export const briefingOperations: Operations<typeof briefingsApi> = {
  'GET /api/v1/briefings': { ...reading, run: (ctx, { query }) => listBriefings(ctx, query) },
  'GET /api/v1/briefings/unread': { ...reading, run: (ctx) => countUnreadBriefings(ctx) },
  'POST /api/v1/briefings': {
    ...writing,
    verb: { name: 'briefing.write', idempotency: 'id' },
    run: (ctx, { body }) => writeBriefing(ctx, body),
  },
  'PUT /api/v1/briefings/:id': {
    ...writing,
    verb: { name: 'briefing.change', idempotency: 'natural' },
    run: (ctx, { params, body }) => changeBriefing(ctx, params.id, body),
  },
  'PUT /api/v1/briefings/:id/withdrawn': {
    ...writing,
    verb: { name: 'briefing.withdraw', idempotency: 'natural' },
    run: (ctx, { params, body }) => withdrawBriefing(ctx, params.id, body.withdrawn),
  },
  'PUT /api/v1/briefings/:id/read': {
    ...reading,
    verb: { name: 'briefing.read', idempotency: 'natural' },
    run: (ctx, { params, body }) => readBriefing(ctx, params.id, body.edition),
  },
  'GET /api/v1/briefings/:id/readers': { ...writing, run: (ctx, { params }) => listReaders(ctx, params.id) },
}

import type { Operations } from '#kernel/http'
import type { notesApi } from './contract.ts'
import { listNotes, markDone, removeNote, writeNote } from './notes.ts'

const own = { realm: 'staff', scope: 'rows', permission: 'coaching.own' } as const
const natural = (name: string, undo?: string) => ({ name, idempotency: 'natural' as const, ...(undo && { undo }) })

export const noteOperations: Operations<typeof notesApi> = {
  'GET /api/v1/coaching-notes': { ...own, run: (ctx, { query }) => listNotes(ctx, query) },
  'PUT /api/v1/coaching-notes/:id': {
    ...own,
    permission: 'coaching.review',
    verb: natural('coaching-note.write', 'coaching-note.remove'),
    run: (ctx, { params, body }) => writeNote(ctx, params.id, body),
  },
  'DELETE /api/v1/coaching-notes/:id': {
    ...own,
    permission: 'coaching.review',
    verb: natural('coaching-note.remove'),
    run: async (ctx, { params }) => void (await removeNote(ctx, params.id)),
  },
  'PUT /api/v1/coaching-notes/:id/done': {
    ...own,
    verb: natural('coaching-note.finish', 'coaching-note.reopen'),
    run: (ctx, { params }) => markDone(ctx, params.id, true),
  },
  'DELETE /api/v1/coaching-notes/:id/done': {
    ...own,
    verb: natural('coaching-note.reopen', 'coaching-note.finish'),
    run: (ctx, { params }) => markDone(ctx, params.id, false),
  },
}

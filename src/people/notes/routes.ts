import type { Operations } from '#kernel/http'
import { changeNote, pinNote, removeNote, restoreNote, writeNote } from './change-notes.ts'
import type { notesApi } from './contract.ts'
import { listNotes } from './list-notes.ts'

const NOTE = { permission: 'contact.edit', scope: 'rows', realm: 'staff' } as const
const natural = (name: string, undo?: string) => ({
  ...NOTE,
  verb: { name, idempotency: 'natural' as const, ...(undo !== undefined && { undo }) },
})

export const notesRoutes: Operations<typeof notesApi> = {
  'GET /api/v1/contacts/:id/notes': {
    ...NOTE,
    permission: 'contact.read',
    run: (ctx, { params }) => listNotes(ctx, params.id),
  },
  'POST /api/v1/contacts/:id/notes': {
    ...NOTE,
    verb: { name: 'contact.note', idempotency: 'id', undo: 'contact.remove-note' },
    run: (ctx, { params, body }) => writeNote(ctx, { ...body, contact: params.id }),
  },
  'PUT /api/v1/contacts/:id/notes/:note': {
    ...natural('contact.change-note'),
    run: (ctx, { params, body }) => changeNote(ctx, { ...params, ...body }),
  },
  'PUT /api/v1/contacts/:id/notes/:note/pin': {
    ...natural('contact.pin-note', 'contact.unpin-note'),
    run: (ctx, { params }) => pinNote(ctx, params, true),
  },
  'DELETE /api/v1/contacts/:id/notes/:note/pin': {
    ...natural('contact.unpin-note', 'contact.pin-note'),
    run: (ctx, { params }) => pinNote(ctx, params, false),
  },
  'PUT /api/v1/contacts/:id/notes/:note/removal': {
    ...natural('contact.remove-note', 'contact.restore-note'),
    run: (ctx, { params }) => removeNote(ctx, params),
  },
  'DELETE /api/v1/contacts/:id/notes/:note/removal': {
    ...natural('contact.restore-note'),
    run: (ctx, { params }) => restoreNote(ctx, params),
  },
}

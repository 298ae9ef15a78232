import type { Operations } from '#kernel/http'
import type { Context } from '#kernel/registry'
import type { Row } from '../lock-row.ts'
import { presentRow } from '../present-one.ts'
import type { labelsApi } from './contract.ts'
import { createLabel, listLabels } from './define.ts'
import { addLabel, removeLabel } from './label.ts'
import { labelContact, labelsOfContact } from './of-contact.ts'
import { labelsOfConversation } from './of-conversation.ts'
import { labelMessage } from './of-message.ts'

const staff = { realm: 'staff', scope: 'rows' } as const
const working = { ...staff, permission: 'conversation.work' } as const
const editing = { ...staff, permission: 'contact.edit' } as const
const natural = (name: string, undo: string) => ({ name, idempotency: 'natural' as const, undo })
const shown = async (ctx: Context, row: Promise<Row>) => presentRow(ctx.db, (await row).conversation_id)

export const labelOperations: Operations<typeof labelsApi> = {
  'GET /api/v1/labels': { ...staff, permission: 'conversation.read', run: (ctx) => listLabels(ctx) },
  'POST /api/v1/labels': {
    realm: 'staff',
    scope: 'brand',
    permission: 'label.manage',
    verb: { name: 'label.create', idempotency: 'id' },
    run: (ctx, { body }) => createLabel(ctx, body),
  },
  'GET /api/v1/conversations/:id/labels': {
    ...staff,
    permission: 'conversation.read',
    run: (ctx, { params }) => labelsOfConversation(ctx, params.id),
  },
  'PUT /api/v1/conversations/:id/labels/:label': {
    ...working,
    verb: { ...natural('conversation.add-label', 'conversation.remove-label'), on: 'conversation' },
    run: (ctx, { params }) => shown(ctx, addLabel(ctx, params.id, params.label)),
  },
  'DELETE /api/v1/conversations/:id/labels/:label': {
    ...working,
    verb: { ...natural('conversation.remove-label', 'conversation.add-label'), on: 'conversation' },
    run: (ctx, { params }) => shown(ctx, removeLabel(ctx, params.id, params.label)),
  },
  'PUT /api/v1/conversations/:id/messages/:message/labels/:label': {
    ...working,
    verb: { ...natural('message.add-label', 'message.remove-label'), on: 'conversation' },
    run: (ctx, { params }) => labelMessage(ctx, params, true),
  },
  'DELETE /api/v1/conversations/:id/messages/:message/labels/:label': {
    ...working,
    verb: { ...natural('message.remove-label', 'message.add-label'), on: 'conversation' },
    run: (ctx, { params }) => labelMessage(ctx, params, false),
  },
  'GET /api/v1/contacts/:id/labels': {
    ...staff,
    permission: 'contact.read',
    run: (ctx, { params }) => labelsOfContact(ctx, params.id),
  },
  'PUT /api/v1/contacts/:id/labels/:label': {
    ...editing,
    verb: natural('contact.add-label', 'contact.remove-label'),
    run: (ctx, { params }) => labelContact(ctx, params, true),
  },
  'DELETE /api/v1/contacts/:id/labels/:label': {
    ...editing,
    verb: natural('contact.remove-label', 'contact.add-label'),
    run: (ctx, { params }) => labelContact(ctx, params, false),
  },
}

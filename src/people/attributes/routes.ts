import type { Operations } from '#kernel/http'
import type { attributesApi } from './contract.ts'
import { archiveAttribute, changeAttribute, defineAttribute, listAttributes } from './define.ts'
import { showMisfits } from './misfits.ts'
import { contactAttributes, setContactAttribute } from './of-contact.ts'

const rows = { scope: 'rows', realm: 'staff' } as const
const manage = { ...rows, permission: 'attribute.manage' } as const
const natural = (name: string, undo?: string) => ({
  verb: { name, idempotency: 'natural' as const, ...(undo !== undefined && { undo }) },
})

export const attributeRoutes: Operations<typeof attributesApi> = {
  'GET /api/v1/attributes': { ...rows, permission: 'contact.read', run: (ctx) => listAttributes(ctx) },
  'POST /api/v1/attributes': {
    permission: 'attribute.manage',
    scope: 'brand',
    realm: 'staff',
    verb: { name: 'attribute.define', idempotency: 'id' },
    run: (ctx, { body }) => defineAttribute(ctx, body),
  },
  'PUT /api/v1/attributes/:id': {
    ...manage,
    ...natural('attribute.change'),
    run: (ctx, { params, body }) => changeAttribute(ctx, params.id, body),
  },
  'POST /api/v1/attributes/:id/fit': {
    ...manage,
    run: (ctx, { params, body }) => showMisfits(ctx, params.id, body),
  },
  'PUT /api/v1/attributes/:id/archive': {
    ...manage,
    ...natural('attribute.archive', 'attribute.restore'),
    run: (ctx, { params }) => archiveAttribute(ctx, params.id, true),
  },
  'DELETE /api/v1/attributes/:id/archive': {
    ...manage,
    ...natural('attribute.restore', 'attribute.archive'),
    run: (ctx, { params }) => archiveAttribute(ctx, params.id, false),
  },
  'GET /api/v1/contacts/:id/attributes': {
    ...rows,
    permission: 'contact.read',
    run: (ctx, { params }) => contactAttributes(ctx, params.id),
  },
  'PUT /api/v1/contacts/:id/attributes/:attribute': {
    ...rows,
    permission: 'contact.edit',
    ...natural('contact.set-attribute'),
    run: (ctx, { params, body }) => setContactAttribute(ctx, { ...params, ...body }),
  },
}

import type { Operations } from '#kernel/http'
import type { channelsApi } from '../contract.ts'
import { addDomain } from './add-domain.ts'
import { changeDomain } from './change-domain.ts'
import { checkDomain } from './check-domain.ts'
import { listDomains } from './list-domains.ts'
import { nextKey } from './next-key.ts'
import { removeDomain } from './remove-domain.ts'

type Routes = Operations<typeof channelsApi>
const managed = { permission: 'account.manage', realm: 'staff', scope: 'rows' } as const

export const domainOperations: Pick<Routes, Extract<keyof Routes, `${string}/sending-domains${string}`>> = {
  'GET /api/v1/sending-domains': {
    permission: 'account.read',
    realm: 'staff',
    scope: 'rows',
    run: (ctx) => listDomains(ctx),
  },
  'POST /api/v1/sending-domains': {
    ...managed,
    scope: 'brand',
    verb: { name: 'sending-domain.add', idempotency: 'id' },
    run: (ctx, { body }) => addDomain(ctx, body).then(() => undefined),
  },
  'PUT /api/v1/sending-domains/:id': {
    ...managed,
    verb: { name: 'sending-domain.change', idempotency: 'natural' },
    run: (ctx, { params, body }) => changeDomain(ctx, params.id, body).then(() => undefined),
  },
  'DELETE /api/v1/sending-domains/:id': {
    ...managed,
    verb: { name: 'sending-domain.remove', idempotency: 'natural' },
    run: (ctx, { params }) => removeDomain(ctx, params.id).then(() => undefined),
  },
  'POST /api/v1/sending-domains/:id/checks': {
    ...managed,
    rate: 30,
    run: (ctx, { params }) => checkDomain(ctx, params.id),
  },
  'PUT /api/v1/sending-domains/:id/next-key': {
    ...managed,
    verb: { name: 'sending-domain.next-key', idempotency: 'natural' },
    run: (ctx, { params }) => nextKey(ctx, params.id).then(() => undefined),
  },
}

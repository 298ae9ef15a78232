import type { Operations } from '#kernel/http'
import { acceptOffer, declineOffer } from './answer-offer.ts'
import type { offersApi } from './contract.ts'
import { listOffers } from './list-offers.ts'

const taking = { realm: 'staff', scope: 'rows', permission: 'work-item.take' } as const

export const offersOperations: Operations<typeof offersApi> = {
  'GET /api/v1/offers': {
    realm: 'staff',
    scope: 'self',
    permission: null,
    run: async (ctx) => ({ items: await listOffers(ctx), next: null, live: '0' }),
  },
  'PUT /api/v1/conversations/:id/offer': {
    ...taking,
    verb: { name: 'offer.accept', idempotency: 'natural', on: 'conversation' },
    run: (ctx, { params }) => acceptOffer(ctx, params.id),
  },
  'DELETE /api/v1/conversations/:id/offer': {
    ...taking,
    verb: { name: 'offer.decline', idempotency: 'natural', on: 'conversation' },
    run: (ctx, { params }) => declineOffer(ctx, params.id),
  },
}

import type { Operations } from '#kernel/http'
import type { ParkedDelivery, parkedApi } from './contract.ts'
import { findParked, type Parked } from './find-parked.ts'
import { replayParked } from './replay-parked.ts'
import { sendParked } from './send-parked.ts'

const manager = { permission: 'account.manage', realm: 'staff', scope: 'rows' } as const

export const parkedOperations: Operations<typeof parkedApi> = {
  'GET /api/v1/parked-deliveries': {
    ...manager,
    run: async (ctx) => ({ items: (await findParked(ctx)).map(present) }),
  },
  'GET /api/v1/parked-deliveries/:id/raw': { ...manager, run: (ctx, { params }) => sendParked(ctx, params.id) },
  'PUT /api/v1/parked-deliveries/:id/replay': {
    ...manager,
    verb: { name: 'delivery.replay', idempotency: 'natural' },
    run: (ctx, { params }) => replayParked(ctx, params.id).then(() => undefined),
  },
}

const present = ({ jobs: _, receivedAt, parkedAt, ...one }: Parked): ParkedDelivery => ({
  ...one,
  receivedAt: receivedAt.toISOString(),
  parkedAt: parkedAt?.toISOString() ?? null,
})

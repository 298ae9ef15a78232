import { conversationFor } from '#conversations'
import { sql } from '#kernel/db'
import type { Operations } from '#kernel/http'
import type { ConversationId } from '#kernel/ids'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { boardApi, Hand } from './contract.ts'
import { handsOn } from './hands.ts'
import { lowerHand } from './lower-hand.ts'
import { raiseHand } from './raise-hand.ts'
import { showBoard } from './show-board.ts'

const working = { realm: 'staff', scope: 'rows', permission: 'conversation.work' } as const

export const boardOperations: Operations<typeof boardApi> = {
  'GET /api/v1/board': {
    realm: 'staff',
    scope: 'rows',
    permission: 'work-item.read',
    run: (ctx, { query }) => showBoard(ctx, query),
  },
  'GET /api/v1/conversations/:id/hand': {
    realm: 'staff',
    scope: 'rows',
    permission: 'conversation.read',
    run: (ctx, { params }) => showHand(ctx, params.id),
  },
  'PUT /api/v1/conversations/:id/hand': {
    ...working,
    verb: { name: 'hand.raise', idempotency: 'natural', undo: 'hand.lower', on: 'conversation' },
    run: (ctx, { params, body }) => raiseHand(ctx, params.id, body),
  },
  'DELETE /api/v1/conversations/:id/hand': {
    ...working,
    verb: { name: 'hand.lower', idempotency: 'natural', on: 'conversation' },
    run: (ctx, { params }) => lowerHand(ctx, params.id),
  },
}

async function showHand(ctx: Context, id: ConversationId): Promise<{ hand: Hand | null; live: string }> {
  await conversationFor(ctx.actor, id, ctx.db)
  const { rows } = await sql<{ live: string }>`select ${livePos()} as live`.execute(ctx.db)
  return { hand: (await handsOn(ctx.db, [id])).get(id) ?? null, live: rows[0]?.live ?? '0' }
}

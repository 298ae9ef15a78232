import { conversationFor } from '#conversations'
import { sql } from '#kernel/db'
import type { Operations } from '#kernel/http'
import type { ConversationId } from '#kernel/ids'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import { batonsOf } from './batons.ts'
import type { Baton, batonApi } from './contract.ts'
import { passBaton } from './pass-baton.ts'
import { takeBaton } from './take-baton.ts'

const staff = { realm: 'staff', scope: 'rows' } as const

export const batonOperations: Operations<typeof batonApi> = {
  'GET /api/v1/conversations/:id/baton': {
    ...staff,
    permission: 'conversation.read',
    run: (ctx, { params }) => showBaton(ctx, params.id),
  },
  'PUT /api/v1/conversations/:id/baton': {
    ...staff,
    permission: 'conversation.assign',
    verb: { name: 'baton.pass', idempotency: 'natural', on: 'conversation' },
    run: (ctx, { params, body }) => passBaton(ctx, params.id, body),
  },
  'DELETE /api/v1/conversations/:id/baton': {
    ...staff,
    permission: 'conversation.work',
    verb: { name: 'baton.take', idempotency: 'natural', on: 'conversation' },
    run: (ctx, { params }) => takeBaton(ctx, params.id),
  },
}

async function showBaton(ctx: Context, id: ConversationId): Promise<{ baton: Baton | null; live: string }> {
  await conversationFor(ctx.actor, id, ctx.db)
  const { rows } = await sql<{ live: string }>`select ${livePos()} as live`.execute(ctx.db)
  return { baton: (await batonsOf(ctx.db, [id])).get(id) ?? null, live: rows[0]?.live ?? '0' }
}

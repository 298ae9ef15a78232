import { audit, createKey, endSessions, listKeys, refuseMoreThanHeld, revokeKey } from '#kernel/access'
import { decodeCursor, type Operations, pageOf } from '#kernel/http'
import type { adminApi } from './contract.ts'
import { everywhere } from './everywhere.ts'
import { presentAudit, presentKey } from './present.ts'

const needs = (permission: string) => ({ permission, scope: 'rows', realm: 'staff' }) as const

type AccessRoute =
  | 'GET /api/v1/keys'
  | 'POST /api/v1/keys'
  | 'DELETE /api/v1/keys/:id'
  | 'DELETE /api/v1/agents/:id/sessions'
  | 'GET /api/v1/audit'

/** Who may come in, and what they did. */
export const accessRoutes: Pick<Operations<typeof adminApi>, AccessRoute> = {
  'GET /api/v1/keys': {
    ...needs('kernel.keys'),
    run: async (ctx) => {
      everywhere(ctx, 'kernel.keys')
      return { items: (await listKeys(ctx.db)).map(presentKey), next: null }
    },
  },
  'POST /api/v1/keys': {
    ...needs('kernel.keys'),
    verb: { name: 'key.create', idempotency: 'key', undo: 'key.revoke' },
    run: async (ctx, { body }) => {
      everywhere(ctx, 'kernel.keys')
      return ctx.transaction(async (tx) => {
        await refuseMoreThanHeld(tx, ctx.actor, ctx.app.registered.permissions, [body])
        return createKey(tx, body)
      })
    },
  },
  'DELETE /api/v1/keys/:id': {
    ...needs('kernel.keys'),
    verb: { name: 'key.revoke', idempotency: 'natural' },
    run: async (ctx, { params }) => {
      everywhere(ctx, 'kernel.keys')
      await ctx.transaction((tx) => revokeKey(tx, params.id))
    },
  },
  'DELETE /api/v1/agents/:id/sessions': {
    ...needs('kernel.sessions'),
    verb: { name: 'agent.sign-out', idempotency: 'natural' },
    run: async (ctx, { params }) => {
      everywhere(ctx, 'kernel.sessions')
      await ctx.transaction(async (tx) => {
        const ended = await endSessions(tx, params.id)
        await audit(tx, { deed: 'session.end', subject: params.id, data: { ended } })
      })
    },
  },
  'GET /api/v1/audit': {
    ...needs('kernel.audit'),
    run: async (ctx, { query }) => {
      everywhere(ctx, 'kernel.audit')
      const limit = query.limit ?? 50
      const before = Number(decodeCursor(query.after, 1)?.[0] ?? Number.MAX_SAFE_INTEGER)
      const rows = await ctx.db
        .selectFrom('kernel.audit')
        .selectAll()
        .where('id', '<', before)
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
      const { items, next } = pageOf(rows, limit, (row) => [row.id])
      return { items: items.map(presentAudit), next }
    },
  },
}

import type { Operations } from '#kernel/http'
import { beat } from './beat.ts'
import type { presenceApi } from './contract.ts'
import { listPresence } from './list-presence.ts'
import { setPresence, setPresenceByLogin, setPresenceOf } from './set-presence.ts'
import { changeState, createState, removeState, statesWhere } from './states.ts'

const own = { realm: 'staff', scope: 'self', permission: null } as const
const leading = { realm: 'staff', scope: 'rows', permission: 'presence.set' } as const
const managing = { realm: 'staff', scope: 'rows', permission: 'presence.manage' } as const

export const presenceOperations: Operations<typeof presenceApi> = {
  'PUT /api/v1/presence': {
    ...own,
    verb: { name: 'presence.set', idempotency: 'natural' },
    run: (ctx, { body }) => setPresence(ctx, body),
  },
  'POST /api/v1/presence/heartbeat': { ...own, run: (ctx) => beat(ctx) },
  'GET /api/v1/presence': {
    realm: 'staff',
    scope: 'rows',
    permission: 'presence.read',
    run: async (ctx) => ({ items: await listPresence(ctx), next: null, live: '0' }),
  },
  'PUT /api/v1/agents/:id/presence': {
    ...leading,
    verb: { name: 'presence.set-of', idempotency: 'natural' },
    run: (ctx, { params, body }) => setPresenceOf(ctx, params.id, body),
  },
  'PUT /api/v1/presence/by-login': {
    ...leading,
    verb: { name: 'presence.set-by-login', idempotency: 'natural' },
    run: (ctx, { body }) => setPresenceByLogin(ctx, body),
  },
  'GET /api/v1/presence-states': {
    ...own,
    run: async (ctx) => ({ items: await statesWhere(ctx.db, null), next: null, live: '0' }),
  },
  'POST /api/v1/presence-states': {
    ...managing,
    verb: { name: 'presence-state.create', idempotency: 'id' },
    run: (ctx, { body }) => createState(ctx, body),
  },
  'PUT /api/v1/presence-states/:id': {
    ...managing,
    verb: { name: 'presence-state.change', idempotency: 'natural' },
    run: (ctx, { params, body }) => changeState(ctx, params.id, body),
  },
  'DELETE /api/v1/presence-states/:id': {
    ...managing,
    verb: { name: 'presence-state.remove', idempotency: 'natural' },
    run: (ctx, { params }) => removeState(ctx, params.id),
  },
}

import {
  type Actor,
  audit,
  checkPassword,
  closedNow,
  credentialOf,
  deviceOf,
  endSessions,
  forgiveAccount,
  listSessions,
  nobodyYet,
  rememberDevice,
  setPassword,
  setUp,
  signIn,
  startSession,
  takeOneTimeToken,
} from '#kernel/access'
import { notFound, Problem } from '#kernel/errors'
import { isLoopbackHost, isLoopbackPeer, type Operations, type RequestContext } from '#kernel/http'
import type { AgentId } from '#kernel/ids'
import type { sessionApi } from './contract.ts'
import { clearSession, deviceToken, setDevice, setSession } from './cookies.ts'

/** Sign-in is slowed down by itself; this bounds what one address may ask of the hashing pool. */
const SIGN_IN_RATE = 60
const self = { permission: null, scope: 'self', realm: 'staff' } as const
const open = (why: string) =>
  ({ permission: null, scope: { public: why }, realm: 'staff', rate: SIGN_IN_RATE }) as const

export const sessionRoutes: Operations<typeof sessionApi> = {
  'POST /api/v1/sessions': {
    ...open('Who signs in is nobody yet.'),
    run: async (ctx, { body }) => {
      const { request, config } = ctx
      const device = deviceOf(request.headers['user-agent'])
      const parts = { database: ctx.database, clock: ctx.clock, secret: config.secrets[0] ?? '' }
      const signed = await signIn(parts, {
        ...body,
        source: request.ip,
        deviceToken: deviceToken(request, config),
        device,
      })
      setDevice(ctx.reply, config, signed.deviceToken, ctx.clock.now())
      return welcome(ctx, signed.agentId, signed.name, signed)
    },
  },
  'GET /api/v1/sessions': {
    ...self,
    run: async (ctx) => {
      const { id, sessionId } = agentOf(ctx.actor)
      const rows = await listSessions(ctx.db, id, ctx.clock.now())
      return { items: rows.map((row) => present(row, sessionId)), next: null }
    },
  },
  'DELETE /api/v1/sessions/current': {
    ...self,
    run: async (ctx) => {
      const { id, sessionId } = agentOf(ctx.actor)
      await ctx.transaction((tx) => endSessions(tx, id, { only: sessionId }))
      clearSession(ctx.reply, ctx.config)
    },
  },
  'DELETE /api/v1/sessions/:id': {
    ...self,
    run: async (ctx, { params }) => {
      const ended = await ctx.transaction((tx) => endSessions(tx, agentOf(ctx.actor).id, { only: params.id }))
      if (ended === 0) throw notFound('session')
    },
  },
  'DELETE /api/v1/sessions': {
    ...self,
    run: async (ctx) => {
      await ctx.transaction((tx) => endSessions(tx, agentOf(ctx.actor).id))
      clearSession(ctx.reply, ctx.config)
    },
  },
  'POST /api/v1/demo/sign-in': {
    ...open('The demo lets a browser on this machine in, and nobody else.'),
    run: async (ctx, { body }) => {
      const here = ctx.config.demo && isLoopbackHost(ctx.request) && isLoopbackPeer(ctx.request)
      const person = here ? await credentialOf(ctx.db, body.agent) : undefined
      if (!person || person.closed_at !== null) throw notFound('person')
      return start(ctx, person.agent_id, person.name, 'sign-in.demo')
    },
  },
  'GET /api/v1/setup': {
    ...open('Tells only whether there is anybody.'),
    run: async (ctx) => ({ needed: !ctx.config.demo && (await nobodyYet(ctx.db)) }),
  },
  'POST /api/v1/setup': {
    ...open('The token is what lets one in.'),
    run: async (ctx, { body }) => {
      const agentId = await setUp(ctx.database, body)
      return start(ctx, agentId, body.name, 'sign-in')
    },
  },
  'PUT /api/v1/password': {
    ...self,
    rate: 20,
    run: async (ctx, { body }) => {
      const { id, sessionId } = agentOf(ctx.actor)
      await checkCurrent(ctx, id, body.current)
      await ctx.transaction(async (tx) => {
        await setPassword(tx, id, body.password, sessionId)
        await audit(tx, { deed: 'password.change', subject: id })
      })
    },
  },
  'PUT /api/v1/password/by-link': {
    ...open('The token is what lets one in.'),
    run: async (ctx, { body }) => {
      const token = await ctx.transaction(async (tx) => {
        const { purpose, subject } = await takeOneTimeToken(tx, ['invite', 'reset'], body.token)
        if (await closedNow(tx, subject))
          throw new Problem('gone', 'This link does not work any more. Ask for a new one.')
        await setPassword(tx, subject, body.password)
        const login = (await credentialOf(tx, subject))?.login ?? ''
        await forgiveAccount({ db: tx, secret: ctx.config.secrets[0] ?? '' }, login)
        await audit(tx, { deed: `password.${purpose}`, subject })
        return rememberDevice(tx, subject, null)
      })
      setDevice(ctx.reply, ctx.config, token, ctx.clock.now())
    },
  },
}

type Agent = Extract<Actor, { kind: 'agent' }>

/** A key has no sessions and no password. */
function agentOf(actor: Actor): Agent {
  if (actor.kind !== 'agent') throw new Problem('not_allowed', 'This is for people who are signed in, not for keys.')
  return actor
}

async function checkCurrent(ctx: RequestContext, id: AgentId, current: string): Promise<void> {
  const person = await credentialOf(ctx.db, id)
  const parts = { database: ctx.database, clock: ctx.clock, secret: ctx.config.secrets[0] ?? '' }
  const asked = {
    login: person?.login ?? '',
    password: current,
    source: ctx.request.ip,
    deviceToken: deviceToken(ctx.request, ctx.config),
  }
  await checkPassword(parts, asked)
}

async function start(ctx: RequestContext, agentId: AgentId, name: string, deed: string) {
  const device = deviceOf(ctx.request.headers['user-agent'])
  const session = await ctx.database.transaction(`agent:${agentId}`, async (tx) => {
    const started = await startSession(tx, agentId, device)
    await audit(tx, { deed, subject: agentId })
    return started
  })
  return welcome(ctx, agentId, name, session)
}

function welcome(
  ctx: RequestContext,
  agentId: AgentId,
  name: string,
  session: { id: string; token: string; expiresAt: Date },
) {
  setSession(ctx.reply, ctx.config, session)
  return { agent: { id: agentId, name }, session: session.id, expiresAt: session.expiresAt.toISOString() }
}

interface SessionRow {
  id: string
  device: string
  created_at: Date
  last_seen_at: Date
  expires_at: Date
}
const present = (row: SessionRow, current: string) => ({
  id: row.id,
  device: row.device,
  createdAt: row.created_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  current: row.id === current,
})

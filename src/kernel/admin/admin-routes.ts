import { audit, createKey, endSessions, listKeys, may, revokeKey } from '#kernel/access'
import { notFound, Problem } from '#kernel/errors'
import type { EventLog } from '#kernel/events'
import { decodeCursor, type Operations, pageOf, type RequestContext } from '#kernel/http'
import { discardDeadJob, listDeadJobs, listJobs, replayDeadJob } from '#kernel/jobs'
import type { adminApi } from './contract.ts'
import { presentAudit, presentDead, presentJob, presentKey } from './present.ts'
import { settingRoutes } from './setting-routes.ts'

const needs = (permission: string) => ({ permission, scope: 'rows', realm: 'staff' }) as const
const jobs = needs('kernel.jobs')

/** Administrators' listings and deeds over the kernel's own tables. */
export const adminRoutes = (log: EventLog): Operations<typeof adminApi> => ({
  ...settingRoutes,
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
      return ctx.transaction((tx) => createKey(tx, body))
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
  'GET /api/v1/jobs': {
    ...jobs,
    run: async (ctx, { query }) => {
      everywhere(ctx, 'kernel.jobs')
      const { items, next } = await listJobs(ctx.db, jobsQuery(query))
      return { items: items.map(presentJob), next }
    },
  },
  'GET /api/v1/dead-jobs': {
    ...jobs,
    run: async (ctx, { query }) => {
      everywhere(ctx, 'kernel.jobs')
      const { items, next } = await listDeadJobs(ctx.db, jobsQuery(query))
      return { items: items.map(presentDead), next }
    },
  },
  'PUT /api/v1/dead-jobs/:id/replay': {
    ...jobs,
    verb: { name: 'dead-job.replay', idempotency: 'natural' },
    run: (ctx, { params }) => onDeadJob(ctx, params.id, 'dead-job.replay'),
  },
  'DELETE /api/v1/dead-jobs/:id': {
    ...jobs,
    verb: { name: 'dead-job.discard', idempotency: 'natural' },
    run: (ctx, { params }) => onDeadJob(ctx, params.id, 'dead-job.discard'),
  },
  'GET /api/v1/handlers': {
    ...jobs,
    run: async (ctx) => {
      everywhere(ctx, 'kernel.jobs')
      const [lag, parked] = await Promise.all([log.lag(), log.parked()])
      const items = [...lag].map(([name, places]) => ({
        name,
        lag: places,
        parked: parked
          .filter((one) => one.handler === name)
          .map(({ handler: _, since, ...rest }) => ({ ...rest, since: since.toISOString() })),
      }))
      return { items, next: null }
    },
  },
  'PUT /api/v1/handlers/:name/parked/:subject/replay': {
    ...jobs,
    verb: { name: 'handler.replay', idempotency: 'natural' },
    run: async (ctx, { params }) => {
      everywhere(ctx, 'kernel.jobs')
      await ctx.transaction((tx) =>
        audit(tx, { deed: 'handler.replay', subject: params.subject, data: { handler: params.name } }),
      )
      return { done: await log.replayParked(params.name, params.subject) }
    },
  },
})

/** These tables are not one brand's: only who may it everywhere may it. */
function everywhere({ actor }: RequestContext, permission: string): void {
  const all = actor.grants.some(
    (grant) => may({ ...actor, grants: [grant] }, permission) && grant.brand === '*' && grant.scope === '*',
  )
  if (!all) throw new Problem('not_allowed', `This needs the permission ${permission} for every brand.`)
}

const isNumber = (text: string): boolean => /^\d{1,18}$/.test(text)

/** The jobs' own cursor is a job's id. */
function jobsQuery(query: { limit?: number; after?: string; kind?: string }) {
  if (query.after !== undefined && !isNumber(query.after)) decodeCursor('', 1)
  return { ...query, limit: query.limit ?? 50 }
}

async function onDeadJob(
  ctx: RequestContext,
  id: string,
  deed: 'dead-job.replay' | 'dead-job.discard',
): Promise<undefined> {
  everywhere(ctx, 'kernel.jobs')
  await ctx.transaction(async (tx) => {
    const done = deed === 'dead-job.replay' ? await replayDeadJob(tx, id) : await discardDeadJob(tx, id)
    if (!done) throw notFound('dead job')
    await audit(tx, { deed, subject: id })
  })
}

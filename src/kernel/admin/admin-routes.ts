import { audit } from '#kernel/access'
import { notFound } from '#kernel/errors'
import type { EventLog } from '#kernel/events'
import { decodeCursor, type Operations, type RequestContext } from '#kernel/http'
import { discardDeadJob, listDeadJobs, listJobs, replayDeadJob } from '#kernel/jobs'
import { accessRoutes } from './access-routes.ts'
import type { adminApi } from './contract.ts'
import { everywhere } from './everywhere.ts'
import { presentDead, presentJob } from './present.ts'
import { settingRoutes } from './setting-routes.ts'

const jobs = { permission: 'kernel.jobs', scope: 'rows', realm: 'staff' } as const

/** Administrators' listings and deeds over the kernel's own tables: settings, access, and the work that waits or failed. */
export const adminRoutes = (log: EventLog): Operations<typeof adminApi> => ({
  ...settingRoutes,
  ...accessRoutes,
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

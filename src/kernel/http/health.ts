import type { FastifyInstance, FastifyRequest } from 'fastify'
import { may } from '#kernel/access'
import { migrationState, sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { EventLog } from '#kernel/events'
import type { App } from '#kernel/registry'
import { isLoopbackHost, isLoopbackPeer } from './hosts.ts'

const PATIENCE_MS = 3_000
/** Behind by more than this, handlers are late but the node can still serve. */
const LAG_ALARM = 10_000

/** /healthz: this process answers. /readyz: it can do its work. /metrics: for Prometheus on this machine, or with a key. */
export function serveHealth(fastify: FastifyInstance, app: App, log?: Pick<EventLog, 'lag'>): void {
  const migrated = onceTrue(async () => (await migrationState(app.database)).missing.length === 0)
  fastify.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ ok: true }))
  fastify.get('/readyz', async (_request, reply) => {
    const checks = {
      database: await asked(() => sql`select 1`.execute(app.database.db).then(() => true)),
      migrations: await asked(migrated),
      log: await asked(async () => Math.max(0, ...((await log?.lag()) ?? new Map()).values()) < LAG_ALARM),
    }
    const ok = checks.database && checks.migrations
    return reply
      .code(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok, checks })
  })
  fastify.get('/metrics', async (request, reply) => {
    if (!(await mayRead(request))) throw notFound('thing')
    return reply
      .header('content-type', app.metrics.contentType)
      .header('cache-control', 'no-store')
      .send(await app.metrics.text())
  })
}

async function mayRead(request: FastifyRequest): Promise<boolean> {
  if (isLoopbackPeer(request) && isLoopbackHost(request)) return true
  return may(await request.actor('staff'), 'kernel.jobs')
}

async function asked(question: () => Promise<boolean>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref())
  return Promise.race([question().catch(() => false), late])
}

/** Once migrated stays migrated: it need not be asked again every few seconds. */
function onceTrue(question: () => Promise<boolean>): () => Promise<boolean> {
  let yes = false
  return async () => {
    yes ||= await question()
    return yes
  }
}

import { sql } from '#kernel/db'
import type { EventLog } from '#kernel/events'
import type { App } from '#kernel/registry'
import { adminRoutes } from './admin-routes.ts'
import { adminApi, sessionApi } from './contract.ts'
import { sessionRoutes } from './session-routes.ts'

const KEEP_ANSWERS_HOURS = 24

/** The kernel's own routes: signing in, keys, audit, settings, work that is stuck. */
export function openAdmin(app: App, log: EventLog): void {
  app.permission('kernel.keys', 'Make and revoke keys of programs')
  app.permission('kernel.sessions', 'Sign other people out')
  app.permission('kernel.audit', 'Read what was done and what was denied')
  app.permission('kernel.jobs', 'See work that is stuck and try it again')
  app.sealed({ table: 'kernel.idempotency', column: 'answer', purpose: 'kept answers', shape: 'text' })
  app.routes(sessionApi, sessionRoutes)
  app.routes(adminApi, adminRoutes(log))
  app.every(3600, 'kernel.forget-used-up', async (ctx) => {
    const before = new Date(ctx.clock.now().getTime() - KEEP_ANSWERS_HOURS * 3_600_000)
    await sql`delete from kernel.idempotency where at < ${before}`.execute(ctx.db)
    await sql`delete from kernel.sign_in_failure where at < ${before}`.execute(ctx.db)
    await sql`delete from kernel.one_time_token where expires_at < ${before}`.execute(ctx.db)
    await sql`delete from kernel.session where expires_at < ${before}`.execute(ctx.db)
  })
}

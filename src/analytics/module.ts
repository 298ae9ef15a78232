import { sql } from '#kernel/db'
import type { App, Context } from '#kernel/registry'
import { analyticsApi } from './contract.ts'
import { factEvents } from './fold.ts'
import { FACTS, keepFacts } from './keep-facts.ts'
import { liveFigures } from './live-figures.ts'
import { reportList } from './report-list.ts'
import { serviceReport } from './service-report.ts'
import { LIST_LIVES_MS } from './token.ts'

/** Analytics: how well customers are served, from the log alone. */
export function openAnalytics(app: App): void {
  app.permission('report.read', 'See how well customers are served')
  const live = liveFigures(app)
  app.routes(analyticsApi, {
    'GET /api/v1/reports/service': {
      realm: 'staff',
      scope: 'rows',
      permission: 'report.read',
      rate: 120,
      run: (ctx, { query }) => serviceReport(ctx, query),
    },
    'GET /api/v1/reports/live': {
      realm: 'any',
      scope: { public: 'six counts and shares for the welcome page, in demo mode only; nothing about anybody' },
      permission: null,
      run: () => live(),
    },
  })
  app.onMany(factEvents, FACTS, keepFacts, { from: 'start' })
  app.rowList(reportList)
  app.every(600, 'analytics.forget-states', forgetStates)
}

/** What facts were before, once no report's list reaches back to it. */
async function forgetStates(ctx: Context): Promise<void> {
  // Twice the life of a list: a report that took long to be read still opens.
  const before = new Date(ctx.clock.now().getTime() - 2 * LIST_LIVES_MS)
  await sql`delete from analytics.conversation_fact where (conversation_id, from_pos) in (
    select conversation_id, from_pos from analytics.conversation_fact where to_at < ${before} order by to_at limit 50000)`.execute(
    ctx.db,
  )
}

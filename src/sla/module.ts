import type { App } from '#kernel/registry'
import { slaApi } from './contract.ts'
import { follow } from './follow.ts'
import { followedEvents } from './follow-talk.ts'
import { recount } from './recount.ts'
import { ring, ringLate } from './ring.ts'
import { slaOperations } from './routes.ts'
import { tellWhom } from './tell-whom.ts'

/** SLA: what is promised to customers, the clocks that run, and what is said before and when one runs out. */
export function openSla(app: App): void {
  app.permission('sla.manage', 'Decide what is promised to customers, and when people work')
  app.routes(slaApi, slaOperations)
  app.onMany(followedEvents, 'sla.follow', follow)
  app.work('sla.ring', ring)
  app.work('sla.recount', recount, { atOnce: 1 })
  app.every(1, 'sla.ring-late', ringLate)
  for (const event of ['clock.warned', 'clock.breached'] as const) {
    app.on(event, 'sla.tell', tellWhom)
    app.line(event, { text: `line.${event}`, icon: 'clock', permission: 'conversation.read' })
    app.fact({
      event,
      fields: { clock: 'code', policyId: 'id', dueAt: 'time', target: 'number', queueId: 'id', agentId: 'id' },
    })
  }
}

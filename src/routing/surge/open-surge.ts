import { sql } from '#kernel/db'
import type { App } from '#kernel/registry'
import { offerCalls, offerComing } from './call-back/offer-calls.ts'
import { takeCall } from './call-back/take-call.ts'
import { answerComing, answerWaiting } from './mass-answer.ts'
import { plansWhere } from './plans.ts'
import { endSurge } from './switch-off.ts'

/** Prepared switches for when too many write at once. */
export function openSurge(app: App): void {
  app.permission('surge.manage', 'Prepare plans for when too many write at once')
  app.permission('surge.switch', 'Switch such plans on and off')
  app.work('routing.end-surge', endSurge)
  app.work('routing.mass-answer', answerWaiting)
  app.onMany(['work-item.queued'], 'routing.mass-answer', answerComing)
  app.work('routing.offer-calls', offerCalls)
  app.onMany(['work-item.queued'], 'routing.offer-calls', offerComing)
  app.on('case.call-asked', 'routing.take-call', (tx, event) => takeCall(tx, event, app))
  const subject = (event: { subject: string }) => event.subject
  app.live({
    kind: 'surge',
    permission: 'queue.read',
    on: { 'surge-plan.changed': subject, 'surge.started': subject, 'surge.prolonged': subject, 'surge.ended': subject },
    present: async (db, ids) =>
      new Map((await plansWhere(db, sql`p.id = any(${[...ids]}::uuid[])`)).map((plan) => [plan.id, plan])),
  })
}

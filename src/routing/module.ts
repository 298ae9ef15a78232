import { sql } from '#kernel/db'
import type { App } from '#kernel/registry'
import { comeBack } from './come-back.ts'
import type { Queue } from './contract.ts'
import { routingApi } from './contract.ts'
import { estimateWaits } from './estimate-wait.ts'
import { follow, followed } from './follow.ts'
import { offerKept } from './kept/offer-kept.ts'
import { overflow } from './overflow.ts'
import { offerAll } from './presence.ts'
import { pushWork } from './push-work.ts'
import { queuesWhere } from './queues.ts'
import { markSilentAway, releaseAll, releaseWork } from './release-away.ts'
import { emptyQueue } from './remove-queue.ts'
import { routingOperations } from './routes.ts'
import { takeBackSilent } from './take-back-silent.ts'
import { applyStanding, followRepointed, followStanding } from './vip/follow-standing.ts'
import { vipCostList } from './vip-cost/ask.ts'

/** Routing: which person works on what, and why. */
export function openRouting(app: App): void {
  app.permission('queue.read', 'See work queues')
  app.permission('work-item.take', 'Take work from queues')
  app.permission('queue.manage', 'Create and change work queues')
  app.permission('queue.report', 'See what serving some before others costs the others')
  app.permission('presence.read', 'See who is there')
  app.routes(routingApi, routingOperations)
  app.work('routing.push', pushWork)
  app.work('routing.empty', emptyQueue)
  app.work('routing.come-back', comeBack)
  app.work('routing.standing', applyStanding)
  app.every(10, 'routing.mark-silent-away', markSilentAway)
  app.every(10, 'routing.overflow', overflow)
  app.every(10, 'routing.take-back-silent', takeBackSilent)
  app.every(15, 'routing.estimate-waits', estimateWaits)
  // A lost offer costs seconds: whatever went wrong, waiting work and free people find each other.
  app.every(30, 'routing.offer-again', (ctx) => ctx.transaction(offerAll))
  app.every(30, 'routing.offer-kept-again', (ctx) => ctx.transaction(offerKept))
  followEvents(app)
  app.live({
    kind: 'queue',
    permission: 'queue.read',
    on: { 'queue.changed': (event) => event.subject },
    present: async (db, ids) => byId<Queue>(await queuesWhere(db, sql`q.id = any(${[...ids]}::uuid[])`)),
  })
  app.rowList(vipCostList)
  app.fact({
    event: 'work-item.assigned',
    fields: { queueId: 'id', agentId: 'id', why: 'code', waitedSeconds: 'number' },
  })
}

const byId = <Row extends { id: string; rev: number }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.id, row]))

function followEvents(app: App): void {
  app.onMany(followed, 'routing.follow', follow)
  app.on('presence.changed', 'routing.release', releaseWork)
  app.on('presence.changed', 'routing.offer-kept', async (tx, { data }) => {
    if (data.to === 'available') await offerKept(tx)
  })
  for (const event of ['standing.given', 'standing.ended', 'contact.erased'] as const)
    app.on(event, 'routing.standing', followStanding)
  app.on('conversation.repointed', 'routing.standing', followRepointed)
  app.on('agent.deactivated', 'routing.release', releaseAll)
}

import { type Db, sql } from '#kernel/db'
import type { App, LiveKind } from '#kernel/registry'
import { batonsOf } from './baton/batons.ts'
import { batonTable, moveBaton } from './baton/personal.ts'
import { handsOn } from './board/hands.ts'
import { handsFollow, lowerWithWork } from './board/lower-hand.ts'
import { workById } from './board/work-by-id.ts'
import { comeBack } from './come-back.ts'
import type { Queue } from './contract.ts'
import { routingApi } from './contract.ts'
import { estimateWaits } from './estimate-wait.ts'
import { follow, followed } from './follow.ts'
import { offerKept } from './kept/offer-kept.ts'
import { endOffer } from './offers/answer-offer.ts'
import type { Offer } from './offers/contract.ts'
import { forgetPasses } from './offers/forget-passes.ts'
import { offersWhere } from './offers/list-offers.ts'
import { withdrawOffers } from './offers/withdraw-offers.ts'
import { overflow } from './overflow.ts'
import { expectHolders, watchP1 } from './p1/watch-p1.ts'
import { markSilentAway } from './presence/beat.ts'
import { offerAll } from './presence/change-presence.ts'
import type { Presence, PresenceState } from './presence/contract.ts'
import { endPresence } from './presence/end-presence.ts'
import { presenceRows, presentPresence } from './presence/list-presence.ts'
import { statesWhere } from './presence/states.ts'
import { wrapUp } from './presence/wrap-up.ts'
import { pushWork } from './push-work.ts'
import { queuesWhere } from './queues.ts'
import { releaseAll, releaseWork } from './release-away.ts'
import { emptyQueue } from './remove-queue.ts'
import { routingOperations } from './routes.ts'
import { openSurge } from './surge/open-surge.ts'
import { takeBackSilent } from './take-back-silent.ts'
import { applyStanding, followRepointed, followStanding } from './vip/follow-standing.ts'
import { vipCostList } from './vip-cost/ask.ts'

/** Routing: which person works on what, and why. */
export function openRouting(app: App): void {
  app.permission('queue.read', 'See work queues')
  app.permission('work-item.read', 'See who works on what')
  app.permission('work-item.take', 'Take work from queues')
  app.permission('queue.manage', 'Create and change work queues')
  app.permission('queue.report', 'See what serving some before others costs the others')
  app.permission('presence.read', 'See who is there')
  app.permission('presence.set', 'Say whether others take work')
  app.permission('presence.manage', 'Name the states people are in')
  app.routes(routingApi, routingOperations)
  app.work('routing.push', pushWork)
  app.work('routing.empty', emptyQueue)
  app.work('routing.end-presence', endPresence)
  app.work('routing.end-offer', endOffer)
  app.work('routing.come-back', comeBack)
  app.work('routing.standing', applyStanding)
  app.every(10, 'routing.mark-silent-away', markSilentAway)
  app.every(10, 'routing.overflow', overflow)
  app.every(10, 'routing.take-back-silent', takeBackSilent)
  app.every(15, 'routing.estimate-waits', estimateWaits)
  // A lost offer costs seconds: whatever went wrong, waiting work and free people find each other.
  app.every(30, 'routing.offer-again', (ctx) =>
    ctx.transaction(async (tx) => {
      await forgetPasses(tx)
      await offerAll(tx)
    }),
  )
  app.every(30, 'routing.offer-kept-again', (ctx) => ctx.transaction(offerKept))
  openSurge(app)
  followEvents(app)
  livePresence(app)
  liveBoard(app)
  app.live({
    kind: 'offer',
    permission: 'work-item.take',
    on: { 'offer.made': conversationOf, 'offer.settled': conversationOf },
    own: (event) => ('agentId' in event.data && typeof event.data.agentId === 'string' ? event.data.agentId : null),
    present: async (db, ids) => byId<Offer>(await offersWhere(db, sql`o.conversation_id = any(${[...ids]}::uuid[])`)),
  })
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
  app.personal(batonTable)
  app.on('conversation.repointed', 'routing.batons', moveBaton)
  app.live({
    kind: 'baton',
    permission: 'conversation.read',
    on: { 'baton.passed': (event) => event.subject, 'baton.taken': (event) => event.subject },
    present: (db, ids) => batonsOf(db, ids),
  })
}

/** Everybody sees their own on each of their screens; colleagues' those who lead them; the states' names all who work here. */
function livePresence(app: App): void {
  const present = async (db: Db, ids: readonly string[]) =>
    byId<Presence>(
      await presentPresence({ db }, await presenceRows({ db }, sql`p.agent_id = any(${[...ids]}::uuid[])`)),
    )
  const on: LiveKind['on'] = { 'presence.changed': (event) => event.subject }
  app.live({ kind: 'my-presence', permission: 'presence.read', own: (event) => event.subject, on, present })
  app.live({ kind: 'presence', permission: 'work-item.read', inAnyBrand: true, on, present })
  app.live({
    kind: 'presence-state',
    permission: 'queue.read',
    inAnyBrand: true,
    on: { 'presence-state.changed': (event) => event.subject },
    present: async (db, ids) => byId<PresenceState>(await statesWhere(db, ids)),
  })
}

/** What changed on the board: which work, in whose hands. The board is read anew; hands are shown in the conversation, too. */
function liveBoard(app: App): void {
  const names = ['queued', 'assigned', 'parked', 'unparked', 'done'] as const
  app.live({
    kind: 'work-item',
    permission: 'work-item.read',
    on: {
      ...Object.fromEntries(names.map((name) => [`work-item.${name}`, conversationOf])),
      'offer.made': conversationOf,
      'offer.settled': conversationOf,
    },
    present: workById,
  })
  const subject = (event: { subject: string }) => event.subject
  app.live({
    kind: 'hand',
    permission: 'conversation.read',
    on: { 'hand.raised': subject, 'hand.lowered': subject },
    present: (db, ids) => handsOn(db, ids),
  })
}

const conversationOf = ({ data }: { data: object }): string | null =>
  'conversationId' in data && typeof data.conversationId === 'string' ? data.conversationId : null

const byId = <Row extends { id: string; rev: number }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.id, row]))

function followEvents(app: App): void {
  app.onMany(followed, 'routing.follow', follow)
  app.onMany(['work-item.queued', 'priority.set'], 'routing.watch-p1', expectHolders)
  app.work('routing.watch-p1', watchP1)
  app.on('presence.changed', 'routing.release', releaseWork)
  app.on('presence.changed', 'routing.offer-kept', async (tx, { data }) => {
    if (data.to === 'available') await offerKept(tx)
  })
  for (const event of ['standing.given', 'standing.ended', 'contact.erased'] as const)
    app.on(event, 'routing.standing', followStanding)
  app.on('conversation.repointed', 'routing.standing', followRepointed)
  app.on('agent.deactivated', 'routing.release', releaseAll)
  app.on('work-item.done', 'routing.wrap-up', wrapUp)
  app.on('presence.changed', 'routing.withdraw-offers', withdrawOffers)
  app.onMany(handsFollow, 'routing.lower-hands', lowerWithWork)
}

import { type Outgoing, outgoing, recordDelivery } from '#conversations'
import type { ConversationId, MessageId } from '#kernel/ids'
import { runAgainAt } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { connected } from '../accounts/account.ts'
import { withCase } from '../cases/say-case.ts'
import { isSuppressed } from '../suppress/suppress.ts'
import { outboundOf } from './outbound-of.ts'
import { PAUSED_MS, type Parcel, sendStep } from './send-step.ts'
import { stepsOf } from './steps.ts'

export interface Reply {
  conversationId: ConversationId
  messageId: MessageId
}
/** States from which a reply may still go out. */
const waiting = new Set(['queued', 'unknown'])

/**
 * Takes one reply out of the house: plan, then step by step, each claimed on disk before it leaves. After a crash in between the
 * provider is asked before anything is sent again; where it cannot be asked the reply is shown as "may have been sent".
 */
export async function deliverReply(ctx: Context, reply: Reply): Promise<void> {
  const found = await outgoing(ctx.db, reply.conversationId, reply.messageId)
  if (found === null || !waiting.has(found.delivery ?? '')) return
  const at = await connected(ctx, ctx.db, found.accountId)
  if (at === null || at.row.disconnected_at !== null) return fail(ctx, reply, 'not-connected')
  // Nothing is lost by waiting: an administrator is told, and it goes out when the account is well again.
  if (at.row.state === 'needs-reauth') runAgainAt(new Date(ctx.clock.now().getTime() + PAUSED_MS))
  const steps = await stepsOf(ctx.db, reply)
  if (steps.length === 0 && isStale(found)) return fail(ctx, reply, 'stale')
  const outbound = withCase(await outboundOf(ctx, at, reply, found), at.adapter, at.account)
  if (outbound.to === null && outbound.thread.visibility === 'private') return fail(ctx, reply, 'no-route')
  const { brand_id: brand, channel } = at.row
  const suppressed = outbound.to !== null && (await isSuppressed(ctx.db, brand, channel, outbound.to.handle))
  const { lastCustomerAt, priorReplies } = found
  const facts = { now: ctx.clock.now(), lastCustomerAt, priorReplies, suppressed }
  const plan = at.adapter.plan(outbound, facts, at.account)
  if (!plan.ok) return fail(ctx, reply, plan.reason)
  const parcel: Parcel = { ctx, at, reply, outbound }
  for (const [n, step] of plan.steps.entries()) {
    if ((await sendStep(parcel, n, step)) === 'stop') return
  }
  await ctx.transaction((tx) => recordDelivery(tx, { ...reply, state: 'sent' }))
}

/** An advisor answered what the customer has said since otherwise; a bot's turn is checked when it is taken. */
const isStale = (found: Outgoing): boolean => found.byKind === 'agent' && found.overtaken

const fail = async (ctx: Context, reply: Reply, why: string): Promise<void> => {
  await ctx.transaction((tx) => recordDelivery(tx, { ...reply, state: 'failed', why }))
}

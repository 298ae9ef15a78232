import type { ConversationId } from '#kernel/ids'
import { runAgainAt } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { connected } from '../accounts/account.ts'
import { interrupted } from './claim.ts'
import { mailboxOf } from './mailbox-of.ts'
import { inDoubt, sendLetter } from './send-letter.ts'
import { waitingIn } from './waiting.ts'
import { firmAt } from './when-due.ts'

/**
 * Somebody left a window of ours before they had read the answer: what they have not seen goes to them as one mail.
 * Nothing goes twice, nothing that was read meanwhile, and nothing to who asked to be forgotten.
 */
export async function continueByMail(ctx: Context, { conversationId }: { conversationId: ConversationId }) {
  const lost = await interrupted(ctx.db, conversationId)
  if (lost.length > 0) await inDoubt(ctx, conversationId, lost, 'cannot-be-asked')
  const waiting = await waitingIn(ctx.app, ctx.db, conversationId)
  if (waiting === null) return
  const { talk, to, replies, due } = waiting
  if (due > ctx.clock.now()) runAgainAt(due)
  const account = await mailboxOf(ctx.db, talk.brand)
  const at = account === null ? null : await connected(ctx, ctx.db, account)
  if (at === null) return
  const now = ctx.clock.now().getTime()
  const firm = replies.filter((reply) => firmAt(reply) <= now)
  await sendLetter({ ctx, at, talk, to }, firm)
  const next = replies.find((reply) => firmAt(reply) > now)
  if (next !== undefined) runAgainAt(new Date(firmAt(next)))
}

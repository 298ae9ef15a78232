import { visitorSeenAt } from '#kernel/access'
import type { ConversationId } from '#kernel/ids'
import { runAgainAt } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { settingOf } from '#kernel/settings'
import { connected } from '../accounts/account.ts'
import { interrupted } from './claim.ts'
import { mailboxOf } from './mailbox-of.ts'
import { inDoubt, sendLetter } from './send-letter.ts'
import { continueSetting } from './setting.ts'
import { findTalk, type Talk, type Unread, unreadReplies } from './talk.ts'
import { wayBackOf } from './way-back.ts'
import { dueAt, firmAt } from './when-due.ts'

/**
 * Somebody left a window of ours before they had read the answer: what they have not seen goes to them as one mail.
 * Nothing goes twice, nothing that was read meanwhile, and nothing to who asked to be forgotten.
 */
export async function continueByMail(ctx: Context, { conversationId }: { conversationId: ConversationId }) {
  const lost = await interrupted(ctx.db, conversationId)
  if (lost.length > 0) await inDoubt(ctx, conversationId, lost, 'cannot-be-asked')
  const talk = await findTalk(ctx.db, conversationId)
  const to = await wayBackOf(ctx.db, conversationId)
  if (talk === null || to === null) return
  const { on, afterSeconds } = await settingOf(ctx.app, continueSetting, talk.brand)
  const replies = on ? await unreadReplies(ctx.db, conversationId) : []
  if (replies.length === 0) return
  await untilDue(ctx, talk, replies, afterSeconds)
  const account = await mailboxOf(ctx.db, talk.brand)
  const at = account === null ? null : await connected(ctx, ctx.db, account)
  if (at === null) return
  const now = ctx.clock.now().getTime()
  const firm = replies.filter((reply) => firmAt(reply) <= now)
  await sendLetter({ ctx, at, talk, to }, firm)
  const next = replies.find((reply) => firmAt(reply) > now)
  if (next !== undefined) runAgainAt(new Date(firmAt(next)))
}

async function untilDue(ctx: Context, talk: Talk, [oldest]: readonly Unread[], afterSeconds: number): Promise<void> {
  if (oldest === undefined) return
  const due = dueAt(talk, oldest, { afterSeconds, seenAt: await visitorSeenAt(ctx.db, talk.id) })
  if (due > ctx.clock.now().getTime()) runAgainAt(new Date(due))
}

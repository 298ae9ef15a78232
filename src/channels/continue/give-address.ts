import { stamp } from '#conversations'
import { publish } from '#kernel/events'
import type { Context } from '#kernel/registry'
import { settingOf } from '#kernel/settings'
import { claimIdentity } from '#people'
import { visitorOf } from '../chat/chat-messages.ts'
import { chatState } from '../chat/chat-state.ts'
import type { ChatState } from '../contract.ts'
import { continueSetting } from './setting.ts'
import { unreadReplies } from './talk.ts'
import { lookLater } from './wait-unread.ts'
import { keepWayBack, wayBackOf } from './way-back.ts'

/** The visitor says where the answer may go when they have left. Said twice it is meant once; another address replaces it. */
export async function giveAddress(ctx: Context, email: string): Promise<ChatState> {
  const { id: contactId, brand, conversationId } = visitorOf(ctx)
  await ctx.transaction(async (tx) => {
    const row = await stamp(tx, conversationId, {})
    if ((await wayBackOf(tx, conversationId)) === email.trim()) return
    await claimIdentity(tx, { brand, contactId, channel: 'email', handle: email })
    await keepWayBack(tx, conversationId, email)
    await publish(tx, 'way-back.given', {
      brand,
      subject: conversationId,
      about: { contact: contactId },
      data: {},
      scopes: row.scopes,
    })
    const [oldest] = await unreadReplies(tx, conversationId)
    if (oldest === undefined) return
    const { afterSeconds } = await settingOf(ctx.app, continueSetting, brand)
    await lookLater(tx, conversationId, new Date(oldest.at.getTime() + afterSeconds * 1_000))
  })
  return chatState(ctx.db, ctx.clock, conversationId)
}

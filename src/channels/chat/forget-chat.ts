import { conversationFor, solve } from '#conversations'
import { revokeVisitorTokens, system } from '#kernel/access'
import type { Context } from '#kernel/registry'
import { forgetConversation } from '#people'
import { neverAgain } from '../continue/way-back.ts'
import { visitorOf } from './chat-messages.ts'

/**
 * "Forget this conversation": nobody is there to be answered any more, so it is settled; then what was said, the files and
 * who said it go, and the token dies. Streams end within 5 s.
 */
export async function forgetChat(ctx: Context): Promise<void> {
  const { id: contact, conversationId } = visitorOf(ctx)
  const { status } = await conversationFor(ctx.actor, conversationId, ctx.db)
  if (status !== 'solved' && status !== 'closed') await solve(ctx.app.context(system), conversationId, null)
  await ctx.transaction(async (tx) => {
    await revokeVisitorTokens(tx, { conversationId })
    await forgetConversation(tx, ctx.app, { contact, conversation: conversationId })
    await neverAgain(tx, conversationId)
  })
}

import { revokeVisitorTokens } from '#kernel/access'
import type { Context } from '#kernel/registry'
import { visitorOf } from './chat-messages.ts'

/** "Forget this conversation": the token dies at once, the window holds nothing any more, and streams end within 5 s. */
export async function forgetChat(ctx: Context): Promise<void> {
  const { conversationId } = visitorOf(ctx)
  await ctx.transaction((tx) => revokeVisitorTokens(tx, { conversationId }))
}

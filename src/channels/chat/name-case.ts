import { linkToSend } from '#cases'
import type { Context } from '#kernel/registry'
import { visitorOf } from './chat-messages.ts'
import { chatState } from './chat-state.ts'

/** What the visitor's case is called, and its page; without a page while the log has not told of the case yet. */
export async function nameCase(ctx: Context): Promise<{ reference: string; url: string | null }> {
  const { conversationId } = visitorOf(ctx)
  const about = await linkToSend(ctx, conversationId)
  return about ?? { reference: (await chatState(ctx.db, ctx.clock, conversationId)).reference, url: null }
}

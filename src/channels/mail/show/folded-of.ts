import { conversationFor } from '#conversations'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'

/** What was folded away of one mail; nothing where nothing was. */
export async function foldedOf(
  ctx: Context,
  id: ConversationId,
  message: string,
): Promise<{ quoted: string; signature: string }> {
  await conversationFor(ctx.actor, id, ctx.db)
  const part = await ctx.db
    .selectFrom('channels.mail_part')
    .select(['quoted', 'signature'])
    .where('conversation_id', '=', id)
    .where('message_id', '=', message)
    .executeTakeFirst()
  return part ?? { quoted: '', signature: '' }
}

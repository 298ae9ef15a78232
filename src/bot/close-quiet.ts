import { conversationFor, solve } from '#conversations'
import { bot } from '#kernel/access'
import type { JobMap } from '#kernel/jobs'
import type { Context } from '#kernel/registry'

/** Nothing more came and the bot still holds: settled, without a disposition. Whoever writes again reopens it. */
export async function closeQuiet(ctx: Context, { conversationId, seq }: JobMap['bot.close-quiet']): Promise<void> {
  const row = await conversationFor(bot, conversationId, ctx.db)
  if (row.holder !== 'bot' || row.status !== 'open' || row.last_contact_seq !== seq) return
  await solve(ctx.app.context(bot), conversationId, null)
}

import { conversationFor, solve } from '#conversations'
import { Problem } from '#kernel/errors'
import type { ContactId, ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { eraseAgain, forgetWords } from '#people'
import { neverAgain } from '../continue/way-back.ts'

declare module '#kernel/jobs' {
  interface JobMap {
    'channels.forget-again': { contacts: ContactId[]; conversations: ConversationId[] }
  }
}

/** After a restore: erases and forgets who had asked for it since the backup was taken. A repeat finds nothing to do. */
export async function forgetAgain(
  ctx: Context,
  { contacts, conversations }: { contacts: readonly ContactId[]; conversations: readonly ConversationId[] },
): Promise<void> {
  await ctx.transaction((tx) => eraseAgain(tx, ctx.app, contacts))
  for (const id of conversations) {
    const status = await statusOf(ctx, id)
    if (status === null) continue
    if (status !== 'solved' && status !== 'closed') await solve(ctx, id, null)
    await ctx.transaction(async (tx) => {
      await forgetWords(tx, ctx.app, id)
      await neverAgain(tx, id)
    })
  }
}

/** Null: the backup is older than the conversation. */
async function statusOf(ctx: Context, id: ConversationId): Promise<string | null> {
  try {
    return (await conversationFor(ctx.actor, id, ctx.db)).status
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return null
    throw error
  }
}

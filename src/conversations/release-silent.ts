import { system } from '#kernel/access'
import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { handTo } from './hand-to.ts'

/** A bot that holds a conversation must speak within this time, else a person takes it. */
const SILENCE_MS = 10_000

/** Whatever befell the bot, nobody waits for a machine that does not answer. */
export async function releaseSilent(ctx: Context): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - SILENCE_MS)
  const { rows } = await sql<{ id: ConversationId }>`
    select conversation_id as id from conversations.inbox_row
    where holder = 'bot' and waiting_since < ${since} order by waiting_since limit 500`.execute(ctx.db)
  for (const { id } of rows) {
    await ctx.transaction((tx) => handTo(tx, system, id, { holder: 'queue', queue: null }, 'bot-silent'))
  }
}

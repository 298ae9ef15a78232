import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import { conversationFor } from './conversation-for.ts'

/** Keeps what an advisor is writing, so that it is there on another machine. Empty text removes it. */
export async function saveDraft(ctx: Context, id: ConversationId, kind: 'reply' | 'note', raw: string): Promise<void> {
  await conversationFor(ctx.actor, id, ctx.db)
  const text = plain(raw)
  if (text === '') {
    await sql`delete from conversations.draft where conversation_id = ${id} and agent_id = ${ctx.actor.id} and kind = ${kind}`.execute(
      ctx.db,
    )
    return
  }
  await sql`insert into conversations.draft (conversation_id, agent_id, kind, text, at) values (${id}, ${ctx.actor.id}, ${kind}, ${text}, ${ctx.clock.now()})
            on conflict (conversation_id, agent_id, kind) do update set text = excluded.text, at = excluded.at`.execute(
    ctx.db,
  )
}

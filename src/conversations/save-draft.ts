import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import type { MailDraft } from './contract.ts'
import { conversationFor } from './conversation-for.ts'

/** Keeps what an advisor is writing, so that it is there on another machine. Nothing in it removes it. */
export async function saveDraft(
  ctx: Context,
  id: ConversationId,
  kind: 'reply' | 'note',
  { text: raw, mail }: { text: string; mail?: MailDraft },
): Promise<void> {
  await conversationFor(ctx.actor, id, ctx.db)
  const text = plain(raw)
  if (text === '' && mail === undefined) {
    await sql`delete from conversations.draft where conversation_id = ${id} and agent_id = ${ctx.actor.id} and kind = ${kind}`.execute(
      ctx.db,
    )
    return
  }
  await sql`insert into conversations.draft (conversation_id, agent_id, kind, text, mail, at)
            values (${id}, ${ctx.actor.id}, ${kind}, ${text}, ${mail === undefined ? null : JSON.stringify(mail)}::jsonb, ${ctx.clock.now()})
            on conflict (conversation_id, agent_id, kind) do update set text = excluded.text, mail = excluded.mail, at = excluded.at`.execute(
    ctx.db,
  )
}

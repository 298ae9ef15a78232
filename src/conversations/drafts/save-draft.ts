import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import type { MailDraft } from '../contract.ts'
import { conversationFor } from '../conversation-for.ts'
import { tellDraft } from './share-draft.ts'

/** Colleagues see a shared draft grow, but not each word: their screens have more to do. */
const TELL_EVERY_MS = 2_000

/** Keeps what an advisor is writing, so that it is there on another machine. Nothing in it removes it. */
export async function saveDraft(
  ctx: Context,
  id: ConversationId,
  kind: 'reply' | 'note',
  { text: raw, mail }: { text: string; mail?: MailDraft },
): Promise<void> {
  await conversationFor(ctx.actor, id, ctx.db)
  const text = plain(raw)
  const now = ctx.clock.now()
  const { rows } =
    text === '' && mail === undefined
      ? await sql<{ tell: boolean }>`
          delete from conversations.draft where conversation_id = ${id} and agent_id = ${ctx.actor.id} and kind = ${kind}
          returning shared_at is not null as tell`.execute(ctx.db)
      : await sql<{ tell: boolean }>`
          insert into conversations.draft as d (conversation_id, agent_id, kind, text, mail, at)
          values (${id}, ${ctx.actor.id}, ${kind}, ${text}, ${mail === undefined ? null : JSON.stringify(mail)}::jsonb, ${now})
          on conflict (conversation_id, agent_id, kind) do update set text = excluded.text, mail = excluded.mail, at = excluded.at
          returning d.shared_at is not null and d.told_at <= ${new Date(now.getTime() - TELL_EVERY_MS)} as tell`.execute(
          ctx.db,
        )
  if (rows[0]?.tell === true) await ctx.transaction((tx) => tellDraft(tx, ctx, id))
}

import { type Db, type RawBuilder, sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'

/** The subject a mail goes on with: the last one an advisor gave it before that place, else that of the conversation `c`. */
export const subjectBefore = (seq: RawBuilder<unknown>): RawBuilder<string | null> => sql`coalesce((
  select w.mail ->> 'subject' from conversations.message w
  where w.conversation_id = c.id and w.side_id is null and w.mail ->> 'subject' <> '' and w.seq < ${seq}
    and w.delivery is distinct from 'withdrawn' order by w.seq desc limit 1), c.subject)`

export async function subjectNow(db: Db, id: ConversationId): Promise<string | null> {
  const { rows } = await sql<{ subject: string | null }>`
    select ${subjectBefore(sql`2147483647`)} as subject from conversations.conversation c where c.id = ${id}`.execute(
    db,
  )
  return rows[0]?.subject ?? null
}

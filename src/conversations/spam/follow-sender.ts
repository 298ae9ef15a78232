import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { markIn } from './mark-spam.ts'

/**
 * Another conversation of a sender of whom a person said before that it was spam, and of whom nothing else is known: it is set aside, too,
 * before the bot answers. One thing that was no spam, and nothing is ever set aside by itself.
 */
export async function followSender(tx: Tx, { subject }: StoredEvent<'conversation.started'>): Promise<void> {
  const { rows } = await sql<{ spams: boolean }>`
    select bool_and(o.status = 'spam') and bool_or(s.why = 'person') as spams
    from conversations.inbox_row r
    join conversations.inbox_row o on o.contact_id = r.contact_id and o.conversation_id <> r.conversation_id
    left join conversations.spamming s on s.conversation_id = o.conversation_id
    where r.conversation_id = ${subject} and r.status = 'open' and r.last_by = 'contact'`.execute(tx)
  if (rows[0]?.spams === true) await markIn(tx, system, subject, 'sender')
}

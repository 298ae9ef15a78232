import { type RawBuilder, sql, type Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'

interface Tally {
  last_seq: number
  last_contact_seq: number
  text: string | null
  by: string | null
  at: Date | null
  /** Since when the newest word is the customer's. */
  waits: Date | null
}

const shown = sql`m.visibility <> 'note' and m.delivery is distinct from 'withdrawn'`

/** What a row says of its messages, counted anew. */
export async function tally(tx: Tx, id: ConversationId): Promise<{ set: RawBuilder<unknown>; waits: Date | null }> {
  const { rows } = await sql<Tally>`
    select coalesce(max(m.seq), 0) as last_seq, coalesce(max(m.seq) filter (where m.by_kind = 'contact'), 0) as last_contact_seq,
      newest.text, newest.by_kind as by, newest.received_at as at,
      (select min(m.received_at) from conversations.message m where m.conversation_id = ${id} and m.by_kind = 'contact'
        and m.seq > coalesce((select max(m.seq) from conversations.message m where m.conversation_id = ${id} and ${shown}
          and m.by_kind in ('agent', 'bot')), 0)) as waits
    from conversations.message m left join lateral (
      select left(m.text, 140) as text, m.by_kind, m.received_at from conversations.message m
      where m.conversation_id = ${id} and ${shown} order by m.seq desc limit 1) newest on true
    where m.conversation_id = ${id} group by newest.text, newest.by_kind, newest.received_at`.execute(tx)
  const [found] = rows
  if (found === undefined) return { set: sql`last_seq = 0, last_contact_seq = 0, last_text = ''`, waits: null }
  const { last_seq, last_contact_seq, text, by, at, waits } = found
  const last = at === null ? sql`` : sql`, last_text = ${text ?? ''}, last_by = ${by}, last_at = ${at}`
  return { set: sql`last_seq = ${last_seq}, last_contact_seq = ${last_contact_seq} ${last}`, waits }
}

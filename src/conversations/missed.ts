import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { Message } from './contract.ts'
import type { Row } from './lock-row.ts'
import { messageJson } from './present.ts'

/** What the customer wrote after `seenSeq`: shown to whoever was about to answer without having read it. */
export async function missedSince(tx: Tx, row: Row, seenSeq: number): Promise<Message[]> {
  const { rows } = await sql<{ message: Message }>`
    select ${messageJson} as message
    from conversations.message m join conversations.inbox_row r using (conversation_id)
    where m.conversation_id = ${row.conversation_id} and m.seq > ${seenSeq} and m.by_kind = 'contact'
    order by m.seq limit 50`.execute(tx)
  return rows.map((found) => found.message)
}

/** Nobody answers what they have not read. */
export async function refuseStale(tx: Tx, row: Row, seenSeq: number): Promise<void> {
  if (row.last_contact_seq <= seenSeq) return
  const missed = await missedSince(tx, row, seenSeq)
  throw new Problem('stale', 'The customer has written since. Read it first; your text is kept as a draft.', { missed })
}

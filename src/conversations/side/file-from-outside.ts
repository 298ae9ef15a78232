import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { AccountId, AgentId, BrandId, ConversationId, MessageId } from '#kernel/ids'
import { attach } from '../attach.ts'
import { changeRow, lockRow, type Row } from '../lock-row.ts'
import { carryNote } from '../merge/carry.ts'
import { findMessage, insertMessage } from '../message.ts'
import type { BakedText } from '../text.ts'

/** What somebody wrote who is not the customer. */
export interface FromOutside {
  conversationId: ConversationId
  id: MessageId
  account: AccountId
  /** The provider's id. */
  ref: string
  at: Date
  by: string
  baked: BakedText
  attachments: readonly string[]
  uploader: `visitor:${string}`
  /** The exchange it belongs to; null for somebody whom an advisor copied in. */
  side: string | null
  /** A machine wrote: it is kept, and nobody is called. */
  quiet: boolean
}

/** Who should know of it, and where. Null when it was there already. */
export interface Filed {
  holder: AgentId | null
  brand: BrandId
  scopes: readonly string[]
}

/** Kept for the advisors alone; it gives nobody any right. What somebody copied in writes opens the conversation again. */
export async function fileFromOutside(tx: Tx, said: FromOutside): Promise<Filed | null> {
  const row = await lockRow(tx, system, 'conversation.note', said.conversationId)
  if ((await findMessage(tx, row, said.id)) !== undefined) return null
  const now = said.side === null && !said.quiet ? await wake(tx, row, said) : await take(tx, row, said)
  await insertMessage(tx, now, {
    id: said.id,
    by: { kind: 'system', id: null, name: said.by },
    baked: said.baked,
    visibility: 'note',
    delivery: null,
    attachments: said.attachments.length,
    external: { ref: said.ref, at: said.at },
    ...(said.side !== null && { side: { id: said.side, account: said.account } }),
  })
  await attach(tx, now.conversation_id, said.id, said.attachments, said.uploader)
  await carryNote(tx, now, said.id)
  return { holder: now.assignee_id, brand: now.brand_id, scopes: now.scopes }
}

const take = (tx: Tx, row: Row, { id, side }: FromOutside): Promise<Row> =>
  side === null
    ? changeRow(tx, { row, set: sql`last_seq = last_seq + 1`, name: 'participant.wrote', data: { messageId: id } })
    : changeRow(tx, {
        row,
        set: sql`last_seq = last_seq + 1`,
        name: 'side.answered',
        data: { sideId: side, messageId: id },
      })

async function wake(tx: Tx, row: Row, said: FromOutside): Promise<Row> {
  const taken = await take(tx, row, said)
  if (row.status === 'open' || row.status === 'closed' || row.status === 'spam') return taken
  await sql`delete from conversations.solution where conversation_id = ${row.conversation_id}`.execute(tx)
  await sql`delete from conversations.snooze where conversation_id = ${row.conversation_id}`.execute(tx)
  return changeRow(tx, {
    row: taken,
    set: sql`was_status = status, status = 'open', solved_at = null, disposition_id = null, snoozed_until = null`,
    name: 'conversation.reopened',
    data: { from: row.status },
  })
}

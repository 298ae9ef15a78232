import { bakeText, fileNote, recordDelivery } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import type { ContactId, ConversationId, MessageId } from '#kernel/ids'
import { idFrom } from '#kernel/ids'
import type { ReceivedMessage, Returned } from '../port/inbound-event.ts'
import { suppress } from '../suppress/suppress.ts'
import type { Source } from './source.ts'
import type { Taken } from './take-event.ts'

interface Sent {
  conversation_id: ConversationId
  message_id: MessageId
  contact_id: ContactId
  side_id: string | null
  /** Whom an advisor copied in, and the outsider it went to. */
  others: string[]
}

/** A report about a message of ours is put to it. Null when it is about none: whoever sent such a report knows nothing of ours. */
export async function takeReturned(source: Source, event: ReceivedMessage, returned: Returned): Promise<Taken | null> {
  const { ctx, at } = source
  const sent = await sentAs(ctx.db, at.row.id, returned.refs)
  if (sent === null) return null
  const [conversationId, messageId] = [sent.conversation_id, sent.message_id]
  const baked = await bakeText(`${returned.code}\n\n${event.content.text.slice(0, 2000)}`.trim())
  await ctx.transaction(async (tx) => {
    // Somebody who was copied in was not reached: the customer was.
    const others = new Set(sent.others)
    const isCopy = sent.side_id === null && others.has((returned.recipient ?? '').toLowerCase())
    const code = returned.code === '' ? 'bounced' : returned.code
    if (returned.state === 'delivered') await recordDelivery(tx, { conversationId, messageId, state: 'delivered' })
    else if (returned.state !== 'late' && !isCopy) await failSent(tx, sent, code)
    if (returned.state === 'gone' && !isCopy && sent.side_id === null)
      await suppress(tx, at.row, { ...goneOf(sent), code })
    const id = idFrom<'message'>(`returned ${at.row.id} ${event.key}`)
    await fileNote(tx, { conversationId, id, baked, by: event.from.name ?? event.from.handle })
  })
  return { contactId: sent.contact_id, conversationId }
}

const goneOf = ({ conversation_id, message_id, contact_id }: Sent) => ({ conversation_id, message_id, contact_id })

const failSent = (tx: Tx, sent: Sent, why: string): Promise<boolean> =>
  recordDelivery(tx, { conversationId: sent.conversation_id, messageId: sent.message_id, state: 'failed', why })

async function sentAs(db: Source['ctx']['db'], account: string, refs: readonly string[]): Promise<Sent | null> {
  const { rows } = await sql<Sent>`
    select found.conversation_id, found.message_id, row.contact_id, m.side_id,
      array(select jsonb_array_elements_text(coalesce(m.mail -> 'cc', '[]') || coalesce(m.mail -> 'bcc', '[]'))) as others from (
      select conversation_id, message_id from channels.alias
      where account_id = ${account} and alias = any(${refs}::text[]) and message_id is not null
      union all
      select conversation_id, message_id from channels.outbound where account_id = ${account} and external_id = any(${refs}::text[])
    ) found join conversations.inbox_row row using (conversation_id)
    left join conversations.message m on m.conversation_id = found.conversation_id and m.id = found.message_id limit 1`.execute(
    db,
  )
  return rows[0] ?? null
}

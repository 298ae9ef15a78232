import type { By } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ConversationId, MessageId } from '#kernel/ids'

/**
 * Ties uploaded files to a message, in its transaction. Only the uploader's own, of the same brand, not used before.
 * Throws `invalid_input`, so that a message is never stored without its files.
 */
export async function attach(
  tx: Tx,
  conversation: ConversationId,
  message: MessageId,
  files: readonly string[],
  uploader: By,
): Promise<void> {
  if (files.length === 0) return
  const { numAffectedRows = 0n } = await sql`
    update conversations.attachment a set conversation_id = ${conversation}, message_id = ${message},
      place = array_position(${files}::uuid[], a.id)
    from conversations.conversation c
    where a.id = any(${files}::uuid[]) and a.uploaded_by = ${uploader} and a.message_id is null
      and c.id = ${conversation} and c.brand_id = a.brand_id`.execute(tx)
  const missing = files.length - Number(numAffectedRows)
  if (missing === 0) return
  throw new Problem(
    'invalid_input',
    'An attachment is missing or already used. Upload it again; the message was not stored.',
    {
      faults: [{ pointer: '/attachments', detail: `${missing} of ${files.length} not found` }],
    },
  )
}

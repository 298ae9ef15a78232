import { useBlob } from '#kernel/blobs'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { type MessageId, newId } from '#kernel/ids'
import type { Row } from '../lock-row.ts'

interface File {
  id: string
  blob: string
  name: string
}

/** Files of what customer and advisors said to each other go along with another message: the same bytes, a use of their own. */
export async function shareFiles(tx: Tx, row: Row, message: MessageId, files: readonly string[]): Promise<void> {
  if (files.length === 0) return
  const { rows } = await sql<File>`
    select a.id, a.blob, a.name from conversations.attachment a
    join conversations.message m on m.conversation_id = a.conversation_id and m.id = a.message_id
    where a.id = any(${[...files]}::uuid[]) and a.conversation_id = ${row.conversation_id} and m.side_id is null
      and m.deleted_at is null and m.delivery is distinct from 'withdrawn'`.execute(tx)
  if (rows.length < new Set(files).size)
    throw new Problem('invalid_input', 'A file is not in this conversation any more. Nothing was sent.', {
      faults: [{ pointer: '/files', detail: 'not found' }],
    })
  for (const file of rows) await share(tx, row, message, file)
  await sql`update conversations.message set attachments = attachments + ${rows.length}
            where conversation_id = ${row.conversation_id} and id = ${message}`.execute(tx)
}

/** One file for a message of this conversation, too. */
export async function share(tx: Tx, row: Row, message: MessageId, file: File): Promise<void> {
  const id = newId()
  await sql`
    insert into conversations.attachment (id, brand_id, uploaded_by, blob, name, mime, bytes, width, height, conversation_id, message_id, created_at)
    select ${id}, brand_id, ${tx.by}, blob, name, mime, bytes, width, height, conversation_id, ${message}, ${tx.clock.now()}
    from conversations.attachment where id = ${file.id}`.execute(tx)
  // biome-ignore lint/correctness/useHookAtTopLevel: a use of a blob, no hook
  await useBlob(tx, { key: file.blob, brand: row.brand_id, owner: { kind: 'attachment', id }, name: file.name })
}

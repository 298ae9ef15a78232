import type { Scope } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { ContactId } from '#kernel/ids'
import { holdContact, stampScopes } from '#people'

type Moved = 'conversation.handed' | 'conversation.changed' | 'conversation.imported'

/** Who may see one of a contact's conversations may see the contact: when one moved to others, its scopes are told to people. */
export async function followMoves(tx: Tx, event: StoredEvent<Moved>): Promise<void> {
  if (event.was === null && event.name !== 'conversation.imported') return
  const { rows } = await sql<{ contact_id: ContactId }>`
    select contact_id from conversations.inbox_row where conversation_id = ${event.subject}`.execute(tx)
  for (const { contact_id: contact } of rows) await stampContact(tx, contact)
}

/** Conversations went from one contact to another, or back. */
export async function followContacts(tx: Tx, event: StoredEvent<'contact.merged' | 'contact.unmerged'>): Promise<void> {
  await stampContact(tx, event.data.from)
  await stampContact(tx, event.data.to)
}

async function stampContact(tx: Tx, contact: ContactId): Promise<void> {
  await holdContact(tx, contact)
  const { rows } = await sql<{ scope: Scope }>`
    select distinct unnest(scopes) as scope from conversations.inbox_row where contact_id = ${contact}`.execute(tx)
  await stampScopes(
    tx,
    contact,
    'conversations',
    rows.map(({ scope }) => scope),
  )
}

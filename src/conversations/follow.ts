import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { ContactId } from '#kernel/ids'
import { contactNames } from '#people'

/** The customer's word reopened it: the records of the snooze or solution it ended go. */
export async function forgetOldStates(tx: Tx, event: StoredEvent<'message.received'>): Promise<void> {
  if (event.data.wasStatus === 'open') return
  await sql`delete from conversations.snooze where conversation_id = ${event.subject}`.execute(tx)
  await sql`delete from conversations.solution where conversation_id = ${event.subject} and at < ${event.at}`.execute(
    tx,
  )
}

/** The inbox row carries the contact's name, so that no list joins for it. */
export const followRenames = (tx: Tx, event: StoredEvent<'contact.renamed'>): Promise<void> =>
  rename(tx, event.data.contactId, false)

/** Conversations moved from one contact to another, or back: each shows whom it belongs to now, also when both have one name. */
export async function followMerges(tx: Tx, event: StoredEvent<'contact.merged' | 'contact.unmerged'>): Promise<void> {
  await rename(tx, event.data.to, true)
  await rename(tx, event.data.from, true)
}

/** A message is signed with its contact's name of today, so what is open somewhere must be shown anew. */
async function rename(tx: Tx, contact: ContactId, moved: boolean): Promise<void> {
  const name = (await contactNames(tx, [contact])).get(contact)
  if (name === undefined) return
  await sql`
    with renamed as (
      update conversations.inbox_row set contact_name = ${name}, rev = rev + 1
      where contact_id = ${contact} and (${moved}::boolean or contact_name <> ${name}) returning conversation_id, brand_id, scopes
    ), signed as (
      update conversations.message m set rev = m.rev + 1 from renamed r
      where m.conversation_id = r.conversation_id and m.by_kind = 'contact' returning m.conversation_id, m.id, r.brand_id, r.scopes)
    insert into kernel.event (at, name, brand, subject, about, by, data, scopes)
    select ${tx.clock.now()}, name, brand_id, conversation_id, jsonb_build_object('contact', ${contact}::text), ${tx.by}, data, scopes from (
      select 'conversation.changed' as name, brand_id, conversation_id, '{"what":"contact"}'::jsonb as data, scopes from renamed
      union all
      select 'message.changed', brand_id, conversation_id, jsonb_build_object('messageId', id), scopes from signed) told`.execute(
    tx,
  )
}

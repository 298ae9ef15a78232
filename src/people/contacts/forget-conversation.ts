import { audit } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { ContactId, ConversationId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { eraseOne } from './erase-contact.ts'
import { lockContacts } from './lock-contacts.ts'
import { noteErasure } from './note-erasure.ts'

/**
 * The contact asks that one conversation be forgotten. Who is known by nothing else is erased as a whole; of who is known
 * otherwise, because somebody merged them or they proved who they are, the words of this conversation go.
 */
export async function forgetConversation(
  tx: Tx,
  app: App,
  { contact, conversation }: { contact: ContactId; conversation: ConversationId },
): Promise<void> {
  const [held] = await lockContacts(tx, [contact])
  if (held !== undefined && !(await isKnownOtherwise(tx, contact, conversation)))
    await eraseOne(tx, app, contact, held.brand_id)
  else await forgetWords(tx, app, conversation)
  await audit(tx, { deed: 'conversation.forget', brand: held?.brand_id ?? null, subject: conversation })
}

/** After a restore: what was forgotten of these conversations is forgotten again, and who they were with stays. */
export async function forgetWords(tx: Tx, app: App, conversation: ConversationId): Promise<void> {
  for (const personal of [...app.registered.personals.values()].reverse()) await personal.forget?.(tx, conversation)
  await noteErasure(tx, { kind: 'conversation', id: conversation })
}

/** By a merge, or by an identity that is more than this window or a claim made in it. */
async function isKnownOtherwise(tx: Tx, contact: ContactId, conversation: ConversationId): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from people.contact_alias where contact_id = ${contact} or id = ${contact})
        or exists (select from people.identity where contact_id = ${contact} and handle_key <> ${conversation}::text
                   and (level > 'claimed' or proven is not null)) as known`.execute(tx)
  return rows[0]?.known !== false
}

import type { Tx } from '#kernel/db'
import { type EventMap, type EventName, publish } from '#kernel/events'
import type { ContactId } from '#kernel/ids'
import type { HeldContact } from './contact-for.ts'

/** Counts the contact's row on, which locks it, and says in the log what happened to it. */
export async function tell<N extends EventName>(
  tx: Tx,
  contact: Pick<HeldContact, 'id' | 'brand' | 'scopes'>,
  name: N,
  data: EventMap[N],
): Promise<void> {
  await touch(tx, contact.id)
  await publish(tx, name, {
    brand: contact.brand,
    subject: contact.id,
    about: { contact: contact.id },
    scopes: contact.scopes,
    data,
  })
}

export const touch = (tx: Tx, id: ContactId) =>
  tx
    .updateTable('people.contact')
    .set((eb) => ({ rev: eb('rev', '+', 1) }))
    .where('id', '=', id)
    .execute()

/** The contact with the scopes it has by now. */
export async function heldNow<C extends Pick<HeldContact, 'id' | 'scopes'>>(tx: Tx, contact: C): Promise<C> {
  const now = await tx.selectFrom('people.contact').select('scopes').where('id', '=', contact.id).executeTakeFirst()
  return { ...contact, scopes: now?.scopes ?? contact.scopes }
}

import { stamp } from '#conversations'
import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { ContactId, ConversationId } from '#kernel/ids'
import { standingsOf } from '#people'

/** What begins carries the mark of its customer's standing, also while the bot has it. */
export async function markStarts(tx: Tx, events: readonly StoredEvent<'conversation.started'>[]): Promise<void> {
  const contactOf = ({ about }: { about: { contact?: string } }) => about.contact as ContactId | undefined
  const contacts = events.map(contactOf).filter((each) => each !== undefined)
  const standings = await standingsOf(tx, contacts, tx.clock.now())
  if (standings.size === 0) return
  for (const event of events) {
    const contact = contactOf(event)
    const standing = contact === undefined ? undefined : standings.get(contact)
    if (standing !== undefined) await stamp(tx, event.subject as ConversationId, { vip: standing.kind })
  }
}

import { joinTyped } from '#cases'
import { typedReferences } from '#conversations'
import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { App } from '#kernel/registry'

/** A reference that a customer types joins that case, on whatever channel it is typed; the first that is one counts. */
export async function followTyped(tx: Tx, events: readonly StoredEvent<'message.received'>[], app: App): Promise<void> {
  const places = events.map(({ subject, data }) => ({ conversation: subject, message: data.messageId }))
  const joined = new Set<string>()
  for (const { conversation, reference } of await typedReferences(tx, places))
    if (!joined.has(conversation) && (await joinTyped(tx, app, conversation, reference))) joined.add(conversation)
}

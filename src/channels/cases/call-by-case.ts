import { referencesOf } from '#cases'
import { stamp } from '#conversations'
import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'

/** The customer knows one reference for one matter: a conversation that joined a case is called by that of the case, on every way out. */
export async function callByCase(tx: Tx, { data }: StoredEvent<'case.joined' | 'case.split'>): Promise<void> {
  const reference = (await referencesOf(tx, [data.conversationId])).get(data.conversationId)
  if (reference === undefined) return
  const row = await stamp(tx, data.conversationId, {})
  if (row.reference !== reference) await stamp(tx, data.conversationId, { reference })
}

import type { EventName } from '#kernel/events'
import type { App, SearchKind } from '#kernel/registry'
import { indexDocuments } from './index-documents.ts'

/** Registers the handler `search` for every event after which a kind must be indexed anew. Call it when all modules are open. */
export function searchHandlers(app: App, kinds: Iterable<SearchKind> = app.registered.searchables.values()): void {
  for (const [event, concerned] of byEvent(kinds)) {
    app.on(event, 'search', async (tx, fact) => {
      for (const kind of concerned) {
        const id = kind.on[event]?.(fact) ?? null
        if (id !== null) await indexDocuments(tx, kind, [id], fact.at)
      }
    })
  }
}

function byEvent(kinds: Iterable<SearchKind>): ReadonlyMap<EventName, readonly SearchKind[]> {
  const events = new Map<EventName, SearchKind[]>()
  for (const kind of kinds)
    for (const event of Object.keys(kind.on) as EventName[]) events.set(event, [...(events.get(event) ?? []), kind])
  return events
}

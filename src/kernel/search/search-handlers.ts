import type { EventName, StoredEvent } from '#kernel/events'
import type { App, SearchKind } from '#kernel/registry'
import { indexDocuments } from './index-documents.ts'

/** Registers the handler `search` for every event after which a kind must be indexed anew. Call it when all modules are open. */
export function searchHandlers(app: App, kinds: Iterable<SearchKind> = app.registered.searchables.values()): void {
  const all = [...kinds]
  const events = new Set(all.flatMap((kind) => Object.keys(kind.on) as EventName[]))
  app.onMany([...events], 'search', async (tx, facts) => {
    for (const kind of all) await indexDocuments(tx, kind, concerned(kind, facts))
  })
}

/** Ids of what must be indexed anew, each once, with the time of the last word about it. */
const concerned = (kind: SearchKind, facts: readonly StoredEvent[]): Map<string, Date> =>
  new Map(
    facts.flatMap((fact) => {
      const id = kind.on[fact.name]?.(fact) ?? null
      return id === null ? [] : [[id, fact.at]]
    }),
  )

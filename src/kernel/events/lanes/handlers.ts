import type { Tx } from '#kernel/db'
import type { App } from '#kernel/registry'
import type { EventName } from '../event.ts'
import type { LaneEvent } from '../stored.ts'

type Run = (tx: Tx, events: readonly LaneEvent[], app: App) => Promise<void>

/** A handler as the registry keeps it. One `as` may listen to several events: they share its cursor and its order. */
export interface Listener {
  readonly event: EventName
  readonly as: string
  /** Does the events it is given, in their order: one, or with `many` all that a batch has for this name. */
  readonly run: Run
  readonly many: boolean
  readonly from: 'now' | 'start'
}

/** All that one name listens to. */
export interface Handler {
  readonly name: string
  readonly from: 'now' | 'start'
  /** By event. */
  readonly runs: ReadonlyMap<string, Run>
  /** Does events of any of its kinds together; null when each is done by itself. */
  readonly many: Run | null
}

export type Handlers = ReadonlyMap<string, Handler>

/** Groups what was registered by name; a name starts at the start when any of its listeners asks for it. */
export function groupHandlers(listeners: Iterable<Listener>): Handlers {
  const groups = new Map<string, Listener[]>()
  for (const listener of listeners) groups.set(listener.as, [...(groups.get(listener.as) ?? []), listener])
  return new Map([...groups].map(([name, group]) => [name, toHandler(name, group)]))
}

const toHandler = (name: string, group: readonly Listener[]): Handler => ({
  name,
  from: group.some((listener) => listener.from === 'start') ? 'start' : 'now',
  runs: new Map(group.map((listener) => [listener.event, listener.run])),
  many: group.every((listener) => listener.many && listener.run === group[0]?.run) ? (group[0]?.run ?? null) : null,
})

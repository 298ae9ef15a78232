import type { Tx } from '#kernel/db'
import type { App } from '#kernel/registry'
import type { EventName } from '../event.ts'
import type { LaneEvent } from '../stored.ts'

/** A handler as the registry keeps it. One `as` may listen to several events: they share its cursor and its order. */
export interface Listener {
  readonly event: EventName
  readonly as: string
  readonly run: (tx: Tx, event: LaneEvent, app: App) => Promise<void>
  readonly from: 'now' | 'start'
}

/** All that one name listens to. */
export interface Handler {
  readonly name: string
  readonly from: 'now' | 'start'
  readonly runs: ReadonlyMap<string, Listener['run']>
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
})

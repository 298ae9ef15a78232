import type { By, Scope } from '#kernel/access'
import type { BrandId } from '#kernel/ids'

/**
 * Every module declares its facts: `declare module '#kernel/events' { interface EventMap { 'solution.accepted': { postId: PostId } } }`.
 * A payload holds ids, codes, numbers and times; never text, names, handles or addresses.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging from each module's events.ts
export interface EventMap {}
export type EventName = keyof EventMap & string

/** Whom and what an event concerns beside its subject. */
export interface About {
  contact?: string
  case?: string
}

/** What publish() takes. `subject` is the row whose lock ordered this event. */
export interface Fact<N extends EventName> {
  brand: BrandId | null
  subject: string
  about?: About
  data: EventMap[N]
  /** Who may learn of it through live views: scopes of the row after the change, and before it where they differ. */
  scopes?: readonly Scope[]
  was?: readonly Scope[]
}

/** An event as handlers and streams get it. */
export interface StoredEvent<N extends EventName = EventName> {
  /** Place in the log, gap-free; what cursors hold. */
  pos: number
  /** Orders the events of one subject. */
  seq: number
  at: Date
  name: N
  brand: BrandId | null
  subject: string
  about: About
  by: By
  data: EventMap[N]
  scopes: readonly Scope[]
  was: readonly Scope[] | null
}

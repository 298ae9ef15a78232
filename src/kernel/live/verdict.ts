import { type Actor, may, mayInAny, type Scope } from '#kernel/access'
import type { StoredEvent } from '#kernel/events'
import type { LiveKind } from '#kernel/registry'
import type { Stream } from './stream.ts'

/** One row that one event concerns. */
export interface Item {
  event: StoredEvent
  kind: LiveKind
  id: string
}
export type Verdict = 'row' | 'removed' | null

/** What this stream is told of it: the row as it is now, that it is gone from the viewer's sight, or nothing. */
export function verdictFor(stream: Stream, item: Item): Verdict {
  const { event, kind } = item
  if (event.pos <= stream.pos) return null
  if (stream.mask === 'visitor') return visitorMay(stream.actor, item) ? 'row' : null
  if (kind.own !== undefined) return isOwn(stream.actor, item) ? 'row' : null
  if (!watches(stream.watch, item)) return null
  if (sees(stream.actor, kind, event.brand, event.scopes)) return 'row'
  return event.was !== null && sees(stream.actor, kind, event.brand, event.was) ? 'removed' : null
}

const isOwn = (actor: Actor, { event, kind }: Item): boolean => actor.kind === 'agent' && kind.own?.(event) === actor.id

const visitorMay = (actor: Actor, { event, kind }: Item): boolean =>
  actor.kind === 'visitor' && concerns(actor, event) && kind.visitor?.(actor, event) === true

/** A visitor is only ever told of their own conversation and of themselves. */
const concerns = (actor: Extract<Actor, { kind: 'visitor' }>, event: StoredEvent): boolean =>
  event.subject === actor.conversationId || event.about.contact === actor.id

/** An event of no brand is for those with a grant for all brands, unless its kind concerns whoever works for any. */
export const sees = (
  actor: Actor,
  { permission, inAnyBrand }: Pick<LiveKind, 'permission' | 'inAnyBrand'>,
  brand: string | null,
  scopes: readonly Scope[],
): boolean =>
  brand === null && inAnyBrand === true
    ? mayInAny(actor, permission, scopes)
    : may(actor, permission, { brand: brand ?? '', scopes })

function watches(watch: ReadonlySet<string>, { event, kind }: Item): boolean {
  if (watch.has(`subject:${event.subject}`)) return true
  if (kind.only === 'watched-subject') return false
  return (
    watch.has('*') ||
    event.scopes.some((scope) => watch.has(scope)) ||
    (event.was ?? []).some((scope) => watch.has(scope))
  )
}

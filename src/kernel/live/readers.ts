import type { StoredEvent } from '#kernel/events'
import { type Mask, ownerOf, type Stream } from './stream.ts'

/** The streams of this node. */
export interface ReaderSet {
  readonly size: number
  all(): Iterable<Stream>
  get(id: string): Stream | undefined
  add(stream: Stream): void
  delete(stream: Stream): void
  /** The stream has caught up: from now on it is told with all others. */
  goLive(stream: Stream): void
  isLive(stream: Stream): boolean
  /** Somebody's rights or conversation changed. */
  setActor(stream: Stream, actor: Stream['actor']): void
  live(): Iterable<Stream>
  /** Live streams that an event may concern. */
  of(event: StoredEvent): Iterable<Stream>
  /** How many this caller has open. */
  openOf(owner: string): number
  /** How many of staff, or of visitors, are open from this address: an office full of advisors takes no place from its visitors. */
  openAt(address: string, mask: Mask): number
}

export function openReaders(): ReaderSet {
  const all = new Map<string, Stream>()
  const live = new Set<Stream>()
  const staff = new Set<Stream>()
  /** Visitors by their conversation and by themselves: an event looks up its few, whatever their number. */
  const visitors = new Map<string, Set<Stream>>()
  const counts = new Map<string, number>()

  const index = (stream: Stream): void => {
    if (stream.mask === 'staff') staff.add(stream)
    for (const key of keysOf(stream)) visitors.set(key, (visitors.get(key) ?? new Set()).add(stream))
  }
  const unindex = (stream: Stream): void => {
    staff.delete(stream)
    for (const key of keysOf(stream)) {
      const here = visitors.get(key)
      if (here?.delete(stream) && here.size === 0) visitors.delete(key)
    }
  }
  const count = (stream: Stream, by: number): void => {
    for (const key of [`${stream.mask} at ${stream.address}`, ownerOf(stream.actor)]) {
      const now = (counts.get(key) ?? 0) + by
      if (now > 0) counts.set(key, now)
      else counts.delete(key)
    }
  }
  return {
    get size() {
      return all.size
    },
    all: () => all.values(),
    get: (id) => all.get(id),
    add: (stream) => {
      all.set(stream.id, stream)
      count(stream, 1)
    },
    delete: (stream) => {
      if (!all.delete(stream.id)) return
      count(stream, -1)
      live.delete(stream)
      unindex(stream)
    },
    goLive: (stream) => {
      if (!all.has(stream.id)) return
      live.add(stream)
      index(stream)
    },
    isLive: (stream) => live.has(stream),
    setActor: (stream, actor) => {
      unindex(stream)
      stream.actor = actor
      if (live.has(stream)) index(stream)
    },
    live: () => live,
    *of(event) {
      yield* staff
      const mine = new Set([...(visitors.get(event.subject) ?? []), ...(visitors.get(event.about.contact ?? '') ?? [])])
      yield* mine
    },
    openOf: (owner) => counts.get(owner) ?? 0,
    openAt: (address, mask) => counts.get(`${mask} at ${address}`) ?? 0,
  }
}

const keysOf = ({ actor }: Stream): string[] => (actor.kind === 'visitor' ? [actor.conversationId, actor.id] : [])

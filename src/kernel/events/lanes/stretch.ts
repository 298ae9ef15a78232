import type { Cursor } from './cursor.ts'
import { isQuiet, isReplaying } from './cursor.ts'
import type { Handlers } from './handlers.ts'
import type { Lane } from './lease.ts'

/** A piece of the log to read once for everybody who stands at its beginning. */
export interface Stretch {
  after: number
  upTo: number
  /** Run without jobs and events: a replay. */
  quiet: boolean
  /** Who stands here: handlers by lane. */
  who: Map<Lane, string[]>
  names: string[]
}

interface Stand {
  lane: Lane
  handler: string
  cursor: Cursor
}

/** The furthest behind come first, up to where the next ones stand, so that all soon walk together. Null when all are at the head. */
export function nextStretch(
  lanes: Iterable<Lane>,
  handlers: Handlers,
  head: number,
  skip: (handler: string) => boolean,
) {
  const stands = [...lanes].flatMap((lane) => standsOf(lane, handlers, head, skip))
  const first = stands.reduce<Stand | null>((low, one) => (low && low.cursor.pos <= one.cursor.pos ? low : one), null)
  if (first === null) return null
  const after = first.cursor.pos
  const quiet = isQuiet(first.cursor)
  const here = stands.filter(({ cursor }) => cursor.pos === after && isQuiet(cursor) === quiet)
  const ahead = stands.map(({ cursor }) => cursor.pos).filter((pos) => pos > after)
  const ends = here.filter(({ cursor }) => isReplaying(cursor)).map(({ cursor }) => cursor.replayTo)
  const upTo = [...ahead, ...ends].reduce((low, pos) => Math.min(low, pos), head)
  return { after, upTo, quiet, who: byLane(here), names: namesOf(here, handlers) } satisfies Stretch
}

const standsOf = (lane: Lane, handlers: Handlers, head: number, skip: (handler: string) => boolean): Stand[] =>
  [...lane.cursors]
    .filter(([handler, cursor]) => cursor.pos < head && handlers.has(handler) && !skip(handler))
    .map(([handler, cursor]) => ({ lane, handler, cursor }))

function byLane(stands: readonly Stand[]): Map<Lane, string[]> {
  const who = new Map<Lane, string[]>()
  for (const { lane, handler } of stands) who.set(lane, [...(who.get(lane) ?? []), handler])
  return who
}

const namesOf = (stands: readonly Stand[], handlers: Handlers): string[] => [
  ...new Set(stands.flatMap(({ handler }) => [...(handlers.get(handler)?.runs.keys() ?? [])])),
]

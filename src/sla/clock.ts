import type { BrandId, ConversationId, MessageId } from '#kernel/ids'
import type { Pause, PauseWhy } from './count.ts'

export type Kind = 'first' | 'next' | 'resolution'
/** `merged`: it is worked on in another conversation; `unmerged`: what it was brought for is on its own again; `split`: who waited waits in another one. */
export type EndedWhy = 'answered' | 'solved' | 'closed' | 'merged' | 'unmerged' | 'split' | 'spam'

interface Course {
  pauses: readonly Pause[]
  endedAt: number | null
  endedWhy: EndedWhy | null
}
/** A clock of a conversation; times are milliseconds since the epoch. */
export interface Clock extends Course {
  id: string
  conversation: ConversationId
  brand: BrandId
  kind: Kind
  startedAt: number
  /** What it was before this reply, which may be withdrawn. */
  undo: (Course & { message: MessageId }) | null
  policy: string | null
  policyRev: number | null
  calendar: string | null
  /** Minutes. */
  target: number | null
  /** Percent of the target. */
  warn: number | null
  /** By the calendar and policy above since then; what was used before by another policy is carried. */
  countedFrom: number
  carriedMs: number
  dueAt: number | null
  warnAt: number | null
  warnedAt: number | null
  breachedAt: number | null
}

export const isOpen = ({ endedAt }: Clock): boolean => endedAt === null
export const isPaused = ({ pauses }: Course): boolean => pauses.at(-1)?.to === null
export const isResponse = ({ kind }: Clock): boolean => kind !== 'resolution'

/** It waits for somebody else from now on; what it waited for before is over. */
export const paused = <C extends Course>(clock: C, at: number, why: PauseWhy): C =>
  clock.pauses.at(-1)?.to === null && clock.pauses.at(-1)?.why === why
    ? clock
    : { ...clock, pauses: [...resumed(clock, at).pauses, { from: at, to: null, why }] }

export const resumed = <C extends Course>(clock: C, at: number): C =>
  isPaused(clock)
    ? { ...clock, pauses: clock.pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause)) }
    : clock

export const ended = <C extends Course>(clock: C, at: number, why: EndedWhy): C => ({
  ...resumed(clock, at),
  endedAt: at,
  endedWhy: why,
})

/** It goes on: the time it was ended for does not count. */
export function goesOn<C extends Course>(clock: C, at: number): C {
  if (clock.endedAt === null) return resumed(clock, at)
  const why = clock.endedWhy === 'merged' || clock.endedWhy === 'spam' ? clock.endedWhy : 'solved'
  const gap: Pause = { from: clock.endedAt, to: at, why }
  return { ...clock, pauses: [...clock.pauses, gap], endedAt: null, endedWhy: null }
}

/** As it was before the reply that was withdrawn. */
export const restored = (clock: Clock): Clock => {
  if (clock.undo === null) return clock
  const { message: _, ...course } = clock.undo
  return { ...clock, ...course, undo: null }
}

export const remembering = (clock: Clock, message: MessageId): Clock => ({
  ...clock,
  undo: { message, pauses: clock.pauses, endedAt: clock.endedAt, endedWhy: clock.endedWhy },
})

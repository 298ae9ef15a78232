import { idFrom } from '#kernel/ids'
import { type Clock, ended, goesOn, isOpen, isResponse } from './clock.ts'
import type { Talk } from './follow-talk.ts'

const copyId = (clock: Clock, mergeId: string): string => idFrom(`clock ${clock.id} in merge ${mergeId}`)

/** Who waited in what is merged waits on where it is worked on now, since they wrote there. */
export function withWaiting(talk: Talk, other: Talk | undefined, mergeId: string): Talk {
  const waiting = (other?.clocks ?? []).filter((clock) => isResponse(clock) && (isOpen(clock) || isMerged(clock)))
  const has = new Set(talk.clocks.map(({ id }) => id))
  const brought = waiting.map((clock) => copyOf(clock, talk, mergeId)).filter(({ id }) => !has.has(id))
  return { ...talk, clocks: [...talk.clocks, ...brought] }
}

const isMerged = ({ endedWhy }: Clock): boolean => endedWhy === 'merged'

/** By what is promised where it is now; what was announced of it is not announced again. */
const copyOf = (clock: Clock, { id }: Talk, mergeId: string): Clock => ({
  ...clock,
  id: copyId(clock, mergeId),
  conversation: id,
  endedAt: null,
  endedWhy: null,
  undo: null,
  policy: null,
  policyRev: null,
  calendar: null,
  target: null,
  warn: null,
  countedFrom: clock.startedAt,
  carriedMs: 0,
  dueAt: null,
  warnAt: null,
})

/** Both have their own clocks again. An answer that was given in the meantime was given to who waited. */
export function apart(talk: Talk, other: Talk | undefined, mergeId: string, at: number): Talk {
  const theirs = new Map((other?.clocks ?? []).map((clock) => [clock.id, clock]))
  const brought = new Set([...theirs.values()].map((clock) => copyId(clock, mergeId)))
  const clocks = talk.clocks.map((clock) => {
    if (isMerged(clock)) return back(clock, theirs.get(copyId(clock, mergeId)), at)
    return brought.has(clock.id) && isOpen(clock) ? ended(clock, at, 'unmerged') : clock
  })
  return { ...talk, answered: talk.answered || clocks.some(({ endedWhy }) => endedWhy === 'answered'), clocks }
}

const back = (clock: Clock, copy: Clock | undefined, at: number): Clock =>
  copy?.endedWhy === 'answered'
    ? { ...clock, endedAt: copy.endedAt, endedWhy: 'answered', warnedAt: copy.warnedAt, breachedAt: copy.breachedAt }
    : goesOn(clock, at)

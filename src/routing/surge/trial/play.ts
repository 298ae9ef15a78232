import type { ConversationId, QueueId } from '#kernel/ids'
import type { Came } from './came.ts'
import { type Job, replay } from './replay.ts'
import type { Staffing } from './staffing.ts'
import type { Taken } from './taken.ts'

/** Where each waits while a plan is on, if elsewhere than where it belongs. */
export type Moves = ReadonlyMap<ConversationId, QueueId>

/** When each of a day's conversations was first taken, with what was moved. */
export function play(
  came: readonly Came[],
  taken: readonly Taken[],
  staffing: Staffing,
  moves: Moves,
): ReadonlyMap<string, number> {
  const given = givenOf(came, taken)
  const jobs = came.map((one) => jobOf(one, given.get(one.id), staffing, moves.get(one.id)))
  // What somebody took that had come before, or had a second time, takes them their time as well.
  const counted = new Set([...given.values()].map(({ id }) => id))
  const others = taken.filter(({ id }) => !counted.has(id))
  return replay([...jobs, ...others.map((one) => again(one, staffing))], staffing.advisors)
}

/** Who first had each after it came. */
function givenOf(came: readonly Came[], taken: readonly Taken[]): ReadonlyMap<ConversationId, Taken> {
  const since = new Map(came.map(({ id, at }) => [id, at]))
  const given = new Map<ConversationId, Taken>()
  for (const one of taken)
    if (!given.has(one.conversation) && one.at >= (since.get(one.conversation) ?? Number.POSITIVE_INFINITY))
      given.set(one.conversation, one)
  return given
}

function jobOf(one: Came, given: Taken | undefined, { needs, usual }: Staffing, moved: QueueId | undefined): Job {
  const real = given?.queue ?? one.queue
  return {
    id: one.id,
    queue: one.byHand ? real : (moved ?? (one.shared ? one.queue : real)),
    priority: given?.priority ?? one.priority,
    since: one.at,
    need: (given === undefined ? undefined : needs.get(given.id)) ?? usual(real),
    left: one.left,
  }
}

const again = (one: Taken, { needs }: Staffing): Job => ({
  id: `again ${one.id}`,
  queue: one.queue,
  priority: one.priority,
  since: one.since,
  need: needs.get(one.id) ?? 0,
  left: null,
})

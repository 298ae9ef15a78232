import type { ConversationId, QueueId } from '#kernel/ids'
import type { Came } from './came.ts'
import type { SurgeTrial } from './contract.ts'
import type { Day } from './day.ts'
import type { Moves } from './play.ts'
import type { Survey } from './surveys.ts'

type Waits = SurgeTrial['total']['with']
type Counts = Pick<SurgeTrial['total'], 'came' | 'shared' | 'answered' | 'offered' | 'bannered' | 'surveys'>

/** A day and all that a plan would have done to it. */
export interface Tried {
  day: Day
  came: readonly Came[]
  surveys: readonly Survey[]
  moves: Moves
  answered: ReadonlySet<ConversationId>
  offered: ReadonlySet<ConversationId>
  bannered: ReadonlySet<ConversationId>
  /** When each was taken in the day as it was played. */
  without: ReadonlyMap<string, number>
  with: ReadonlyMap<string, number>
}

/** The same day counted three times: whole, by hour, and by hour and queue. */
export function tally(tried: Tried): Pick<SurgeTrial, 'hours' | 'rows'> & { total: Counts & Record<Played, Waits> } {
  const { day } = tried
  const hourOf = (at: number) => day.hours.findLastIndex((hour) => hour.getTime() <= at)
  const came = Map.groupBy(tried.came, ({ at }) => hourOf(at))
  const surveys = Map.groupBy(tried.surveys, ({ at }) => hourOf(at))
  const parts = day.hours.map((hour, n) => ({
    at: hour.toISOString(),
    came: came.get(n) ?? [],
    surveys: surveys.get(n) ?? [],
  }))
  return {
    total: { ...countsOf(tried, tried), real: waitsOf(tried, 'real', tried.came), ...played(tried, tried.came) },
    hours: parts.map((part) => ({ at: part.at, ...countsOf(tried, part), ...played(tried, part.came) })),
    rows: parts.flatMap((part) => rowsOf(tried, part)),
  }
}

interface Part {
  came: readonly Came[]
  surveys: readonly Survey[]
}

function rowsOf(tried: Tried, part: Part & { at: string }): SurgeTrial['rows'] {
  const came = Map.groupBy(part.came, ({ queue }): QueueId | null => queue)
  const surveys = Map.groupBy(part.surveys, ({ queue }) => queue)
  return [...new Set([...came.keys(), ...surveys.keys()])].map((queue) => {
    const mine = { came: came.get(queue) ?? [], surveys: surveys.get(queue) ?? [] }
    const moved = Map.groupBy(mine.came, ({ id }) => tried.moves.get(id))
    const to = [...moved].flatMap(([other, some]) => (other === undefined ? [] : [{ queue: other, n: some.length }]))
    return { at: part.at, queue, ...countsOf(tried, mine), to, ...played(tried, mine.came) }
  })
}

const countsOf = ({ moves, answered, offered, bannered }: Tried, { came, surveys }: Part): Counts => {
  const among = (ids: { has(id: ConversationId): boolean }) => came.filter(({ id }) => ids.has(id)).length
  return {
    came: came.length,
    shared: among(moves),
    answered: among(answered),
    offered: among(offered),
    bannered: among(bannered),
    surveys: surveys.length,
  }
}

type Played = 'real' | 'without' | 'with'
const played = (tried: Tried, came: readonly Came[]): Record<'without' | 'with', Waits> => ({
  without: waitsOf(tried, 'without', came),
  with: waitsOf(tried, 'with', came),
})

function waitsOf(tried: Tried, how: Played, came: readonly Came[]): Waits {
  const ends = came.map((one) => ({ at: one.at, until: untilOf(tried, how, one) }))
  const last = tried.day.to.getTime()
  const seconds = ends.map(({ at, until }) => ((until ?? last) - at) / 1_000).sort((a, b) => a - b)
  return {
    mean: seconds.length === 0 ? null : seconds.reduce((sum, each) => sum + each, 0) / seconds.length,
    p90: seconds[Math.ceil(seconds.length * 0.9) - 1] ?? null,
    left: ends.filter(({ until }) => until === null).length,
  }
}

/** Taken, or settled without anybody; null: neither on this day. */
const untilOf = (tried: Tried, how: Played, one: Came): number | null =>
  (how === 'real' ? one.taken : tried[how].get(one.id)) ?? one.left

import type { Out } from '../../state/api.ts'

type Brand = Out<'GET /api/v1/brands'>['items'][number]
export type Hours = Brand['hours']
export type Interval = Hours['week'][number]

/** Monday first, as the week is kept. */
export const days = [1, 2, 3, 4, 5, 6, 7] as const

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const DAY = 24 * 60
const byStart = (one: Interval, other: Interval): number =>
  one.day - other.day || minuteOf(one.from) - minuteOf(other.from)

export const onDay = (week: readonly Interval[], day: number): Interval[] =>
  week.filter((each) => each.day === day).sort(byStart)

/** `to` not after `from`: it ends on the next day. */
export const passesMidnight = ({ from, to }: Interval): boolean => minuteOf(to) <= minuteOf(from) && to !== '00:00'
export const isWholeDay = ({ from, to }: Interval): boolean => from === '00:00' && to === '00:00'

/** One more on this day: the usual hours first, then a stretch after the last one. */
export function withOneMore(week: readonly Interval[], day: number): Interval[] {
  const last = onDay(week, day).at(-1)
  const from = last === undefined ? 9 * 60 : Math.min(minuteOf(last.to === '00:00' ? '23:00' : last.to) + 60, 23 * 60)
  const to = last === undefined ? 17 * 60 : Math.min(from + 4 * 60, DAY)
  return [...week, { day, from: clockOf(from), to: clockOf(to) }].sort(byStart)
}

export const changed = (week: readonly Interval[], which: Interval, change: Partial<Interval>): Interval[] =>
  week.map((each) => (each === which ? { ...each, ...change } : each))
export const without = (week: readonly Interval[], which: Interval): Interval[] => week.filter((each) => each !== which)

/** The hours of a day on other days, too, in place of theirs. */
export const copied = (week: readonly Interval[], from: number, to: readonly number[]): Interval[] =>
  [
    ...week.filter((each) => !to.includes(each.day)),
    ...to.flatMap((day) => onDay(week, from).map((each) => ({ ...each, day }))),
  ].sort(byStart)

/** Days on which two intervals run at once; one over midnight counts into the next day. */
export function overlapping(week: readonly Interval[]): number[] {
  const stretches = week.map((each) => {
    const start = (each.day - 1) * DAY + minuteOf(each.from)
    const length = (minuteOf(each.to) - minuteOf(each.from) + DAY) % DAY || DAY
    return { each, start, end: start + length }
  })
  const found = stretches.filter((one) =>
    stretches.some(
      (other) =>
        other !== one &&
        [0, 7 * DAY, -7 * DAY].some((turn) => one.start < other.end + turn && other.start + turn < one.end),
    ),
  )
  return [...new Set(found.map(({ each }) => each.day))].sort()
}

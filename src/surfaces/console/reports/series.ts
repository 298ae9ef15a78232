/** The busiest point; null when nothing happened. */
export const peak = <P extends { n: number }>(points: readonly P[]): P | null => {
  const top = points.reduce<P | null>((best, point) => (best === null || point.n > best.n ? point : best), null)
  return top === null || top.n === 0 ? null : top
}

/** Which bar the arrow keys go to: the next one that stands for something, in that direction; the same when there is none. */
export function nextBar(points: readonly { n: number }[], from: number, by: 1 | -1): number {
  for (let at = from + by; at >= 0 && at < points.length; at += by) if ((points[at]?.n ?? 0) > 0) return at
  return from
}

/** Where the axis names a day: at its first hour, at most so many of them. */
export function dayTicks(points: readonly { at: string }[], timeZone: string, most: number): number[] {
  const day = new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' })
  const days = points.map(({ at }) => day.format(new Date(at)))
  const firsts = days.flatMap((one, index) => (one === days[index - 1] ? [] : [index]))
  // A day of which only the end is shown has no room for its name.
  const whole = firsts.length > 1 && (firsts[1] ?? 0) < points.length / (2 * most) ? firsts.slice(1) : firsts
  const step = Math.max(1, Math.ceil(whole.length / most))
  return whole.filter((_, place) => place % step === 0)
}

/** Every so many points, so that at most so many are named. */
export const evenTicks = (points: readonly unknown[], most: number): number[] => {
  const step = Math.max(1, Math.ceil(points.length / most))
  return points.flatMap((_, index) => (index % step === 0 ? [index] : []))
}

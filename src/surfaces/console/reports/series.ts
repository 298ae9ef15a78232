interface Point {
  at: string
  n: number
  list: string
}

/** Hours of one day of the zone become one point; its list is left to the hours. */
export function byDay(series: readonly Point[], timeZone: string): Point[] {
  const day = new Intl.DateTimeFormat('sv', { timeZone })
  const days = new Map<string, Point>()
  for (const point of series) {
    const key = day.format(new Date(point.at))
    const held = days.get(key)
    days.set(key, held === undefined ? { at: point.at, n: point.n, list: '' } : { ...held, n: held.n + point.n })
  }
  return [...days.values()]
}

/** The busiest point; null when nothing happened. */
export const peak = <P extends { n: number }>(points: readonly P[]): P | null => {
  const top = points.reduce<P | null>((best, point) => (best === null || point.n > best.n ? point : best), null)
  return top === null || top.n === 0 ? null : top
}

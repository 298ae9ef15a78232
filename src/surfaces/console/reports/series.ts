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

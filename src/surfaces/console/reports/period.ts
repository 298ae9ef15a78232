const DAY = 86_400_000
/** Days back, today included. */
export const periods = ['1', '7', '30', '90'] as const

/** From the beginning of the first day to now, on the advisor's clock. */
export function periodOf(days: string, now: number): { from: string; to: string } {
  const first = new Date(now - (Number(days) - 1) * DAY)
  first.setHours(0, 0, 0, 0)
  return { from: first.toISOString(), to: new Date(now).toISOString() }
}

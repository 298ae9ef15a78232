const HOUR = 3_600_000
const MORNING = 9

function morningIn(now: number, days: number): number {
  const date = new Date(now)
  date.setDate(date.getDate() + days)
  return date.setHours(MORNING, 0, 0, 0)
}
const MONDAY = 1

/** Usual times to come back to something, by the advisor's own clock. */
export function snoozeTimes(now: number): { id: string; at: number }[] {
  const untilMonday = (MONDAY - new Date(now).getDay() + 7) % 7 || 7
  return [
    { id: 'hour', at: now + HOUR },
    { id: 'hours4', at: now + 4 * HOUR },
    { id: 'tomorrow', at: morningIn(now, 1) },
    { id: 'monday', at: morningIn(now, untilMonday) },
    { id: 'week', at: morningIn(now, 7) },
  ]
}

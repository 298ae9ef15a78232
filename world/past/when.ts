import type { Brand } from '../content/index.ts'
import type { Random } from '../random.ts'

/** How far back the demo's past goes. */
export const PAST_DAYS = 35
const MINUTE = 60_000

/** Of a hundred conversations, by hour of the day: people write after breakfast and after work. */
const hours: Readonly<Record<string, number>> = {
  ...{ 0: 1, 6: 1, 7: 3, 8: 7, 9: 10, 10: 10, 11: 9, 12: 8, 13: 7 },
  ...{ 14: 7, 15: 6, 16: 7, 17: 8, 18: 7, 19: 6, 20: 5, 21: 4, 22: 2, 23: 1 },
}
/** By day of the week: Monday brings what the weekend broke. */
const weekdays: Readonly<Record<number, number>> = { 1: 1, 2: 0.85, 3: 0.8, 4: 0.8, 5: 0.85, 6: 0.55, 7: 0.3 }

/** When somebody wrote to this brand, in milliseconds since 1970: in the weeks before `now`, at an hour at which people write. */
export function someMoment(random: Random, { zone }: Brand, now: number): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).startOfDay()
  for (;;) {
    const day = today.subtract({ days: random.int(0, PAST_DAYS) })
    const [hour, minute, second] = [Number(random.weighted(hours)), random.int(0, 59), random.int(0, 59)]
    const at = day.with({ hour, minute, second }).epochMilliseconds
    if (random.chance(weekdays[day.dayOfWeek] ?? 1) && at < now) return at
  }
}

/**
 * When somebody of the brand answers who is asked then: soon while it is open, else in the first hour after it opens.
 * `waited` are milliseconds of opening hours: nobody expects an answer at night.
 */
export function whenAnswered(
  random: Random,
  brand: Brand,
  asked: number,
  slow: number,
): { at: number; waited: number } {
  const opens = openFrom(brand, asked)
  const minutes = opens === asked ? random.int(1, slow) : random.int(2, 45)
  const waited = minutes * MINUTE + random.int(0, 59) * 1_000
  return { at: opens + waited, waited }
}

/** The moment itself while the brand is open; else when it opens next. */
function openFrom({ zone, hours: week, closedDays }: Brand, ms: number): number {
  let day = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).startOfDay()
  for (let looked = 0; looked < PAST_DAYS; looked++, day = day.add({ days: 1 })) {
    if (closedDays.includes(day.toPlainDate().toString().slice(5))) continue
    for (const [from, to] of week.find((one) => one.day === day.dayOfWeek)?.open ?? []) {
      const [start, end] = [from, to].map((time) => day.withPlainTime(time).epochMilliseconds)
      if (start !== undefined && end !== undefined && ms < end) return Math.max(ms, start)
    }
  }
  return ms
}

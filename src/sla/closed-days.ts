import { type Db, sql } from '#kernel/db'
import type { BrandId } from '#kernel/ids'
import type { Holiday } from './calendar.ts'

/** As far as anybody's time to answer reaches. */
const YEARS = 3

/** Local dates that every calendar of the brand is closed on for the whole day: what only some are closed on is a working day. */
export async function closedDays(db: Db, brand: BrandId, now: Date): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ holidays: Holiday[] }>`
    select holidays from sla.calendar where removed_at is null and (brand_id = ${brand} or brand_id is null)`.execute(
    db,
  )
  const [first, ...rest] = rows.map(({ holidays }) => datesOf(holidays, now.getUTCFullYear()))
  if (first === undefined) return new Set()
  return new Set([...first].filter((date) => rest.every((other) => other.has(date))))
}

function datesOf(holidays: readonly Holiday[], year: number): Set<string> {
  const whole = holidays.filter(({ from }) => from === null)
  return new Set(
    whole.flatMap(({ date, yearly }) =>
      yearly ? Array.from({ length: YEARS }, (_, n) => `${year - 1 + n}${date.slice(4)}`) : [date],
    ),
  )
}

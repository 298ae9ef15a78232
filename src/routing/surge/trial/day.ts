import { type Db, sql } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { BrandId } from '#kernel/ids'

export interface Day {
  day: string
  timeZone: string
  from: Date
  to: Date
  /** When its hours begin; one that comes twice in autumn is two. */
  hours: readonly Date[]
}

const HOUR_MS = 3_600_000

/** From one midnight of the time zone to the next. Null: there is no such day. */
export function dayIn(day: string, timeZone: string): Day | null {
  let date: Temporal.PlainDate
  try {
    date = Temporal.PlainDate.from(day)
  } catch {
    return null
  }
  const start = (of: Temporal.PlainDate) => of.toZonedDateTime(timeZone).epochMilliseconds
  const [from, to] = [start(date), start(date.add({ days: 1 }))]
  const hours = Array.from({ length: Math.ceil((to - from) / HOUR_MS) }, (_, n) => new Date(from + n * HOUR_MS))
  return { day: date.toString(), timeZone, from: new Date(from), to: new Date(to), hours }
}

/** `invalid_input`: it is not over, or the log does not reach so far back. */
export async function pastDay(db: Db, asked: string, { brand, timeZone, now }: Asked): Promise<Day> {
  const day = dayIn(asked, timeZone)
  if (day === null) throw refused('Name a day as 2026-03-31.', 'is no day')
  if (day.to > now) throw refused('Choose a day that is over: a plan is tried on what has happened.', 'is not over yet')
  const first = await recordsBegin(db, brand)
  if (first === null) throw refused('Nothing is on record for this brand yet.', 'is before the records')
  const begins = dateOf(first, timeZone)
  if (day.day < begins)
    throw refused(`The records begin on ${begins}. Choose that day or a later one.`, 'is before the records', begins)
  return day
}

interface Asked {
  brand: BrandId
  timeZone: string
  now: Date
}

const dateOf = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** When the first of the brand came to wait that the log knows. */
async function recordsBegin(db: Db, brand: BrandId): Promise<Date | null> {
  const { rows } = await sql<{ first: Date | null }>`
    select min(at) as first from kernel.event where brand = ${brand} and name = 'work-item.queued'`.execute(db)
  return rows[0]?.first ?? null
}

const refused = (detail: string, why: string, begins?: string): Problem =>
  new Problem('invalid_input', detail, {
    faults: [{ pointer: '/query/day', detail: why }],
    ...(begins !== undefined && { begins }),
  })

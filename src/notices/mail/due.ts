import { type Choices, type Way, wayOf } from './choice.ts'

/** Whoever looks at the screen has read it by then. */
const GLANCE_MS = 60_000
const HOUR = { hours: 1 } as const

/** When a notice of this kind, told at this moment, is mailed if nobody has read it; null: never. */
export function dueOf(choices: Choices, kind: string, at: Date): Date | null {
  const way = wayOf(choices, kind)
  if (way === 'app') return null
  const wanted = way === 'mail' ? new Date(at.getTime() + GLANCE_MS) : nextDigest(choices, at)
  return breaksThrough(choices, kind, way) ? wanted : afterQuiet(choices, wanted)
}

/** The moment itself, or, in quiet hours that it does not break through, their end. */
export const freeOf = (choices: Choices, kind: string, at: Date): Date =>
  choices.urgent && kind === 'warning' ? at : afterQuiet(choices, at)

const breaksThrough = ({ urgent }: Choices, kind: string, way: Way): boolean =>
  urgent && kind === 'warning' && way === 'mail'

const local = (at: Date, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
const dateOf = (at: Temporal.ZonedDateTime): Date => new Date(at.epochMilliseconds)

/** The next full hour, or the next time that hour of the day comes, by the agent's own clock. */
function nextDigest({ digest, timeZone }: Choices, at: Date): Date {
  const now = local(at, timeZone)
  if (digest.every === 'hour') return dateOf(now.add(HOUR).round({ smallestUnit: 'hour', roundingMode: 'floor' }))
  const today = now.withPlainTime({ hour: digest.at })
  if (Temporal.ZonedDateTime.compare(today, now) > 0) return dateOf(today)
  return dateOf(now.add({ days: 1 }).withPlainTime({ hour: digest.at }))
}

/** Where one quiet time ends the next may begin: all of Saturday, all of Sunday. Whose every hour is quiet is mailed after a week. */
const MOST_IN_A_ROW = 7

/** The moment itself, or the end of the quiet hours it falls into. */
function afterQuiet(choices: Choices, at: Date): Date {
  let free = at
  for (let n = 0; n < MOST_IN_A_ROW; n++) {
    const end = quietUntil(choices, free)
    if (end === null) return free
    free = end
  }
  return free
}

/** They begin on the days that are named, and may end on the next one. */
function quietUntil({ quiet, timeZone }: Choices, at: Date): Date | null {
  if (quiet === null) return null
  const now = local(at, timeZone)
  const [from, to] = [Temporal.PlainTime.from(quiet.from), Temporal.PlainTime.from(quiet.to)]
  const overnight = Temporal.PlainTime.compare(to, from) <= 0
  for (const day of [now, now.subtract({ days: 1 })]) {
    if (!quiet.days.includes(day.dayOfWeek)) continue
    const ends = (overnight ? day.add({ days: 1 }) : day).withPlainTime(to)
    const begun = Temporal.ZonedDateTime.compare(day.withPlainTime(from), now) <= 0
    if (begun && Temporal.ZonedDateTime.compare(now, ends) < 0) return dateOf(ends)
  }
  return null
}

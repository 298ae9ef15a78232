const HOUR_MS = 3_600_000
/** Hours are shown up to here, days beyond. */
const MOST_HOURS_MS = 8 * 24 * HOUR_MS

export interface Bucket {
  from: Date
  to: Date
}

/** A period cut at each full hour, or each midnight of a long period, of the time zone. The first and last may be parts. */
export function bucketsOf(from: Date, to: Date, timeZone: string): { step: 'hour' | 'day'; buckets: Bucket[] } {
  const step = to.getTime() - from.getTime() <= MOST_HOURS_MS ? 'hour' : 'day'
  const buckets: Bucket[] = []
  for (let at = from; at < to; ) {
    const next = new Date(Math.min(nextCut(at, step, timeZone), to.getTime()))
    buckets.push({ from: at, to: next })
    at = next
  }
  return { step, buckets }
}

function nextCut(at: Date, step: 'hour' | 'day', timeZone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  if (step === 'day') return local.startOfDay().add({ days: 1 }).startOfDay().epochMilliseconds
  // Counted in passed time, so that the hour which comes twice in autumn is two hours.
  const into = ((local.minute * 60 + local.second) * 1_000 + local.millisecond) % HOUR_MS
  return local.epochMilliseconds + HOUR_MS - into
}

/** The only source of time in server code, so that tests can stop and turn it. */
export interface Clock {
  now(): Date
  instant(): Temporal.Instant
}

export const systemClock: Clock = {
  now: () => new Date(),
  instant: () => Temporal.Now.instant(),
}

export interface TurnableClock extends Clock {
  set(to: Date | string): void
  advance(by: Temporal.DurationLike): void
}

/** A clock that stands still until it is turned. */
export function turnableClock(start: Date | string): TurnableClock {
  let at = Temporal.Instant.from(new Date(start).toISOString())
  return {
    now: () => new Date(at.epochMilliseconds),
    instant: () => at,
    set: (to) => {
      at = Temporal.Instant.from(new Date(to).toISOString())
    },
    advance: (by) => {
      at = at.toZonedDateTimeISO('UTC').add(by).toInstant()
    },
  }
}

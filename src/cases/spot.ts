import type { App } from '#kernel/registry'
import type { PromiseKind } from './promise.ts'

/** What a text promises: the sentence that does, and by when. */
export interface Spotted {
  kind: PromiseKind
  what: string
  due: Date
  /** The text names that time itself. */
  named: boolean
}
/** `now` is read, and `due` said, in the clock of the process. */
type Spot = (text: string, now: Date, lang: string | null) => Spotted | null

const spots = new WeakMap<App, Spot>()

/** Said once by the module that reads texts for advisors, so that a bot's are read the same way. */
export const spotPromisesWith = (app: App, spot: Spot): void => void spots.set(app, spot)

/** What a text promises by a time it names, in the zone where it is said; null when it does not. */
export function spotted(
  app: App,
  text: string,
  { now, zone, lang }: { now: Temporal.Instant; zone: string; lang: string },
): { kind: PromiseKind; what: string; due: Date } | null {
  const here = now.toZonedDateTimeISO(zone)
  // The day and hour of the brand, said by the clock of this process.
  const local = new Date(here.year, here.month - 1, here.day, here.hour, here.minute, here.second)
  const found = spots.get(app)?.(text, local, lang) ?? null
  if (found === null || !found.named) return null
  const { kind, what, due } = found
  const at = Temporal.PlainDateTime.from({
    ...{ year: due.getFullYear(), month: due.getMonth() + 1, day: due.getDate() },
    ...{ hour: due.getHours(), minute: due.getMinutes(), second: due.getSeconds() },
  })
  return { kind, what, due: new Date(at.toZonedDateTime(zone).epochMilliseconds) }
}

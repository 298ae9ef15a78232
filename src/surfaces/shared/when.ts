import { dateFormat, nameFormat, relativeFormat } from './formatters.ts'
import { digitsOf } from './sentence.ts'

export interface Whenever {
  lang: string
  /** The reader's own when not said. */
  timeZone?: string
}

const zoned = (timeZone: string | undefined) => (timeZone === undefined ? {} : { timeZone })
/** The calendar day in that zone, as a number of days. */
const dayNumber = (at: Date, timeZone: string | undefined): number => {
  const parts = dateFormat('en-CA', {
    ...zoned(timeZone),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return Date.parse(parts.format(at)) / 86_400_000
}

/** 10:40 */
export const clockOf = (at: Date, { lang, timeZone }: Whenever): string =>
  dateFormat(digitsOf(lang), {
    ...zoned(timeZone),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)

/** today, tomorrow, Tuesday, 14 October: inside a sentence. */
export function dayOf(at: Date, now: Date, { lang, timeZone }: Whenever): string {
  const days = dayNumber(at, timeZone) - dayNumber(now, timeZone)
  if (Math.abs(days) <= 1) return relativeFormat(digitsOf(lang), { numeric: 'auto' }).format(days, 'day')
  const near: Intl.DateTimeFormatOptions =
    days > -7 && days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long' }
  return dateFormat(digitsOf(lang), { ...zoned(timeZone), ...near }).format(at)
}

/** tomorrow 10:40 */
export const whenOf = (at: Date, now: Date, how: Whenever): string => `${dayOf(at, now, how)} ${clockOf(at, how)}`

export const exactly = (at: Date, { lang, timeZone }: Whenever): string =>
  dateFormat(digitsOf(lang), { ...zoned(timeZone), dateStyle: 'full', timeStyle: 'short' }).format(at)

/** A language's name in itself: Nederlands. */
export function languageName(tag: string, lang = tag): string {
  const name = nameFormat(lang, { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(lang) + name.slice(1)
}

/** 14 October 2026 */
export const exactDay = (at: Date, lang: string): string =>
  dateFormat(digitsOf(lang), { dateStyle: 'long', timeZone: 'UTC' }).format(at)

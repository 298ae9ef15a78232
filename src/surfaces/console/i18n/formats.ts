const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
type Part = 'day' | 'hour' | 'minute' | 'second'

const midnight = (time: number): number => new Date(time).setHours(0, 0, 0, 0)
const upper = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

/** Times, numbers and sizes as people of a language say them. Times in are RFC 3339, milliseconds where numbers. */
export class Formats {
  readonly #lang: string
  readonly #made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>()
  readonly #near: Intl.RelativeTimeFormat
  constructor(lang: string) {
    this.#lang = lang.startsWith('ar') ? `${lang}-u-nu-latn` : lang
    this.#near = new Intl.RelativeTimeFormat(this.#lang, { numeric: 'auto' })
  }
  #date(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(options)
    const made = this.#made.get(key) ?? new Intl.DateTimeFormat(this.#lang, options)
    this.#made.set(key, made)
    return made instanceof Intl.DateTimeFormat ? made : new Intl.DateTimeFormat(this.#lang, options)
  }
  /** 09:44; in the reader's own zone unless another is said. */
  clock(at: string | number, timeZone?: string): string {
    const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
    return this.#date({ ...options, ...(timeZone && { timeZone }) }).format(new Date(at))
  }
  /** Today, yesterday, Tuesday, 14 Oct, 14 Oct 2024 */
  day(at: string | number, now: number): string {
    const time = new Date(at).getTime()
    const days = Math.round((midnight(time) - midnight(now)) / DAY)
    if (Math.abs(days) <= 1) return upper(this.#near.format(days, 'day'))
    if (days > -7 && days < 7) return upper(this.#date({ weekday: 'long' }).format(time))
    const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear()
    return this.#date({ day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(time)
  }
  /** Today 10:40 */
  when(at: string | number, now: number): string {
    return `${this.day(at, now)} ${this.clock(at)}`
  }
  /** In a list: the time when it is today, else the day. */
  short(at: string, now: number): string {
    return midnight(new Date(at).getTime()) === midnight(now) ? this.clock(at) : this.day(at, now)
  }
  /** 3 Jun 2026 */
  date(at: string | number): string {
    return this.#date({ dateStyle: 'medium' }).format(new Date(at))
  }
  /** 2026-12-25 → Friday 25 December 2026: a day of the calendar, in no time zone. */
  calendarDay(day: string): string {
    return this.#date({ dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))
  }
  /** 2025-12-25 → 25 December: of every year. */
  dayOfYear(day: string): string {
    return this.#date({ day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))
  }
  /** In the reader's own zone unless another is said. */
  exact(at: string | number, timeZone?: string): string {
    return this.#date({ dateStyle: 'full', timeStyle: 'medium', ...(timeZone && { timeZone }) }).format(new Date(at))
  }
  /** 42 s, 4 min, 1 h 20, 3 days: one unit, two while hours matter. */
  span(milliseconds: number): string {
    const span = Math.max(0, milliseconds)
    if (span < MINUTE) return this.#units([[Math.floor(span / 1000), 'second']])
    if (span < HOUR) return this.#units([[Math.floor(span / MINUTE), 'minute']])
    if (span >= DAY) return this.#units([[Math.floor(span / DAY), 'day']])
    const minutes = Math.floor((span % HOUR) / MINUTE)
    const hours: [number, Part] = [Math.floor(span / HOUR), 'hour']
    return this.#units(minutes === 0 ? [hours] : [hours, [minutes, 'minute']])
  }
  /** Hours and minutes, however many: open time has no days. */
  hours(milliseconds: number): string {
    const minutes = Math.floor(Math.max(0, milliseconds) / MINUTE)
    const parts: [number, Part][] = [
      [Math.floor(minutes / 60), 'hour'],
      [minutes % 60, 'minute'],
    ]
    const told = parts.filter(([value]) => value > 0)
    return this.#units(told.length === 0 ? [[0, 'minute']] : told)
  }
  /** Mon 30 Nov, 10:20; in the reader's own zone unless another is said. */
  dayTime(at: string | number, timeZone?: string): string {
    const options = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
    return this.#date({ ...options, hourCycle: 'h23', ...(timeZone && { timeZone }) }).format(new Date(at))
  }
  /** Mon 30 Nov, 17:00 – Tue 1 Dec, 09:00; what both have in common is said once. */
  stretch(from: string | number, to: string | number, timeZone?: string): string {
    const options = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
    return this.#date({ ...options, hourCycle: 'h23', ...(timeZone && { timeZone }) }).formatRange(
      new Date(from),
      new Date(to),
    )
  }
  #units(parts: readonly (readonly [number, Part])[]): string {
    const unitDisplay = parts.length > 1 ? 'narrow' : 'short'
    return parts
      .map(([value, unit]) => new Intl.NumberFormat(this.#lang, { style: 'unit', unit, unitDisplay }).format(value))
      .join(' ')
  }
  number(value: number, options: Intl.NumberFormatOptions = {}): string {
    return new Intl.NumberFormat(this.#lang, options).format(value)
  }
  percent(share: number): string {
    return this.number(share, { style: 'percent', maximumFractionDigits: 0 })
  }
  bytes(count: number): string {
    const [value, unit] = count < 1_000_000 ? [count / 1000, 'kilobyte'] : [count / 1_000_000, 'megabyte']
    return this.number(value, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0 })
  }
  language(lang: string): string {
    const name = new Intl.DisplayNames(this.#lang, { type: 'language', fallback: 'code' }).of(lang) ?? lang
    return upper(name)
  }
  /** Every language that has a code of two letters and a name here, by its name. */
  languages(): { id: string; label: string }[] {
    const names = new Intl.DisplayNames(this.#lang, { type: 'language', fallback: 'none' })
    const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    const byName = new Map<string, string>()
    for (const code of codes.filter((one) => Intl.getCanonicalLocales(one)[0] === one)) {
      const name = names.of(code)
      // Some have a second code, of an older list.
      if (name !== undefined && !byName.has(name)) byName.set(name, code)
    }
    return [...byName]
      .map(([name, id]) => ({ id, label: upper(name) }))
      .sort((a, b) => a.label.localeCompare(b.label, this.#lang))
  }
  /** Several of a kind, one after the other. */
  list(some: readonly string[]): string {
    return some.join(this.#lang.startsWith('ar') ? '، ' : ', ')
  }
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

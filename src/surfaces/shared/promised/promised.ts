import { type Speech, speeches } from './langs.ts'

export type PromiseKind = 'call' | 'settings' | 'visit' | 'refund' | 'answer' | 'device' | 'other'
/** What a text promises: the sentence that does, and by when it says. */
export interface Found {
  kind: PromiseKind
  what: string
  due: Date
  /** The text names that time itself. */
  named: boolean
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** When a text names no time. */
const USUAL: Readonly<Record<PromiseKind, number>> = {
  call: 4 * HOUR,
  settings: HOUR,
  visit: 3 * DAY,
  refund: 5 * DAY,
  answer: DAY,
  device: 3 * DAY,
  other: DAY,
}
/** A day that is named ends for customers when offices close. */
const CLOSES = 18
const MOST_SIGNS = 500

/** Small letters without accents; Arabic with one form of its letters. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/ł/g, 'l')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .replace(/ى/g, 'ي')
    .replace(/[’`]/g, "'")
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))

/** The first promise of a text, in whichever of the languages it is said; the one given is tried first. Null: it promises nothing. */
export function promisedIn(text: string, now: Date, lang: string | null): Found | null {
  const own = (lang ?? '').split('-', 1)[0] ?? ''
  const order = [own, ...Object.keys(speeches).filter((each) => each !== own)]
  const sentences = text.split(/(?<=[.!?؟\n])\s+|\n+/).filter((sentence) => sentence.trim() !== '')
  for (const each of order) {
    const speech = speeches[each]
    const found = speech === undefined ? null : firstIn(sentences, speech, now)
    if (found !== null) return found
  }
  return null
}

function firstIn(sentences: readonly string[], speech: Speech, now: Date): Found | null {
  for (const sentence of sentences) {
    // A question asks, it does not promise.
    if (/[?؟]\s*$/.test(sentence)) continue
    const folded = fold(sentence)
    const kind = speech.kinds.find(([, pattern]) => new RegExp(pattern, 'u').test(folded))?.[0]
    if (kind === undefined) continue
    const named = dueIn(folded, speech, now)
    const due = named ?? new Date(now.getTime() + USUAL[kind])
    return { kind, what: sentence.trim().slice(0, MOST_SIGNS), due, named: named !== null }
  }
  return null
}

/** The time a folded sentence names; null when it names none that is still to come. */
function dueIn(folded: string, speech: Speech, now: Date): Date | null {
  const within = withinOf(folded, speech)
  if (within !== null) return new Date(now.getTime() + within)
  const day = dayIn(folded, speech, now)
  const clock = clockIn(folded, speech)
  if (day === null && clock === null) return null
  const at = new Date(now)
  at.setDate(at.getDate() + (day ?? 0))
  at.setHours(clock?.hour ?? CLOSES, clock?.minute ?? 0, 0, 0)
  return at > now ? at : day === null || day === 0 ? new Date(now.getTime() + 2 * HOUR) : null
}

function withinOf(folded: string, { within, units }: Speech): number | null {
  const [, count, unit = ''] = new RegExp(within, 'u').exec(folded) ?? []
  if (count === undefined) return null
  const is = (pattern: string): boolean => new RegExp(pattern, 'u').test(unit)
  const size = is(units.minute) ? MINUTE : is(units.hour) ? HOUR : is(units.day) ? DAY : is(units.week) ? 7 * DAY : null
  return size === null ? null : Number(count) * size
}

/** How many days from now; a weekday is the next one of its name. */
function dayIn(folded: string, { days, today, tomorrow }: Speech, now: Date): number | null {
  if (new RegExp(tomorrow, 'u').test(folded)) return 1
  const weekday = days.findIndex((names) => new RegExp(`(?<![\\p{L}])(?:${names})(?![\\p{L}])`, 'u').test(folded))
  if (weekday >= 0) return (weekday + 1 - now.getDay() + 7) % 7 || 7
  return new RegExp(today, 'u').test(folded) ? 0 : null
}

function clockIn(folded: string, { clock }: Speech): { hour: number; minute: number } | null {
  const [, hours, minutes, half] = new RegExp(clock, 'u').exec(folded) ?? []
  if (hours === undefined) return null
  const hour = Number(hours) + (half === 'pm' && Number(hours) < 12 ? 12 : 0)
  return hour > 23 ? null : { hour, minute: Number(minutes ?? 0) }
}

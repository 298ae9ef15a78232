import { luhn } from './checksums.ts'
import { isPhone } from './phone.ts'
import { PUK_WORD, REFERENCE_BEFORE } from './words.ts'

export type NumberKind = 'phone' | 'card' | 'puk' | 'imei'
export interface NumberSpan {
  from: number
  to: number
  kind: NumberKind
}

/** Digits with what people put between them. */
const RUN = /\+?\(?\d[\d \u00a0.()/-]*\d/g
/** Dates, times, prices, shares: no part of them is part of a number of a person. */
const KEPT = new RegExp(
  [
    String.raw`(?<!\d[./-]?)(?:3[01]|[12]\d|0?\d)([./-])(?:3[01]|[12]\d|0?\d)\1(?:\d{4}|\d{2})(?![./-]?\d)`,
    String.raw`(?<!\d[./-]?)\d{4}([./-])\d{1,2}\2\d{1,2}(?![./-]?\d)`,
    String.raw`(?<!\d)\d{1,2}[:h]\d{2}(?::\d{2})?(?!\d)`,
    String.raw`[€$£]\s?\d[\d ., ]*`,
    String.raw`(?<!\d)\d{1,3}(?:[ .,\u00a0]?\d{3})*(?:[.,]\d{1,2})?\s?(?:€|\$|£|%|(?:eur|usd|gbp|zł|pln|lei|ron|kr|[gmk]b|[gm]o)(?!\p{L}))`,
  ].join('|'),
  'giu',
)
const MOST_DIGITS = 19
const FEWEST_DIGITS = 7
const LONGEST_RUN = 60

/** Numbers of people in a text whose digits are ASCII. */
export function numbers(text: string, lang?: string): NumberSpan[] {
  const kept = text.replace(KEPT, (match) => '\u0000'.repeat(match.length))
  const puk = PUK_WORD.test(text)
  const found: NumberSpan[] = []
  for (const run of kept.matchAll(RUN)) {
    const [from, to] = withoutWords(kept, run.index, run.index + run[0].length)
    found.push(...inRun(kept, from, to, { lang, puk }))
  }
  return found
}

/** `INV-0612345678`, `#12345678`, `a1234567`: what hangs on a word up to the next space is a reference, not a number to call. */
function withoutWords(text: string, from: number, to: number): [number, number] {
  const run = text.slice(from, to)
  const before = /[\p{L}\p{N}_#][-_/.]?$/u.test(text.slice(Math.max(0, from - 2), from))
  const after = /^[-_]?\p{L}/u.test(text.slice(to, to + 2))
  const begin = before ? run.search(/[ \u00a0]|$/) : 0
  const end = after ? Math.max(run.lastIndexOf(' '), run.lastIndexOf('\u00a0'), 0) : run.length
  return [from + begin, from + Math.max(begin, end)]
}

interface Hints {
  lang: string | undefined
  puk: boolean
}

interface Group {
  from: number
  to: number
  /** Digits of the run up to and with this group. */
  digits: number
}

function groupsOf(text: string, from: number, to: number): Group[] {
  let digits = 0
  return [...text.slice(from, to).matchAll(/\+?\(?\d+/g)].map(({ index, 0: group }) => {
    digits += group.replace(/\D/g, '').length
    return { from: from + index, to: from + index + group.length, digits }
  })
}

/** From each group of digits the longest stretch that is something; people write numbers one after the other. */
function inRun(text: string, from: number, to: number, hints: Hints): NumberSpan[] {
  const found: NumberSpan[] = []
  const groups = groupsOf(text, from, to)
  for (let first = 0; first < groups.length; first++) {
    const span = longestFrom(text, groups, first, hints)
    if (span === null) continue
    found.push(span)
    while ((groups[first + 1]?.from ?? to) < span.to) first++
  }
  return found
}

function longestFrom(text: string, groups: readonly Group[], first: number, hints: Hints): NumberSpan | null {
  const start = groups[first]?.from ?? 0
  const before = groups[first - 1]?.digits ?? 0
  let longest: NumberSpan | null = null
  for (let last = first; last < groups.length; last++) {
    const { to, digits } = groups[last] ?? { to: start, digits: 0 }
    if (digits - before > MOST_DIGITS || to - start > LONGEST_RUN) break
    const kind = digits - before < FEWEST_DIGITS ? null : kindOf(text, start, to, hints)
    if (kind !== null) longest = { from: start, to, kind }
  }
  return longest
}

function kindOf(text: string, from: number, to: number, { lang, puk }: Hints): NumberKind | null {
  const written = text.slice(from, to)
  const digits = written.replace(/[^\d+]/g, '')
  if (digits.lastIndexOf('+') > 0) return null
  if (/^(?:3[0-9]|[456]\d|2[2-7])\d{11,17}$/.test(digits) && luhn(digits))
    return digits.length === 15 && !/^3[47]/.test(digits) ? 'imei' : 'card'
  if (/^\d{15}$/.test(digits) && luhn(digits)) return 'imei'
  if (/^\d{8}$/.test(digits)) return puk && !isReference(text, from) ? 'puk' : null
  return isPhone(written, digits, lang) && (digits.startsWith('+') || !isReference(text, from)) ? 'phone' : null
}

const isReference = (text: string, from: number): boolean =>
  REFERENCE_BEFORE.test(text.slice(Math.max(0, from - 60), from))

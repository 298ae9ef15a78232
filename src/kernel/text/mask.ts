import { ibans } from './masks/iban.ts'
import { numbers } from './masks/numbers.ts'

export type MaskKind = 'phone' | 'iban' | 'card' | 'puk' | 'imei' | 'email'
export interface Masked {
  text: string
  /** What was found, each kind once. */
  kinds: readonly MaskKind[]
}

interface Span {
  from: number
  to: number
  kind: MaskKind
}

const EMAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,190}\.\p{L}{2,24}(?![\p{L}\p{N}])/gu
/** Arabic-Indic, Persian and full-width digits: one sign each, so places in the text stay what they are. */
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g
const digitZeros = [0x0660, 0x06f0, 0xff10]

/**
 * Numbers and addresses of people become `[phone]`, `[iban]`, `[card]`, `[puk]`, `[imei]`, `[email]`, before a text goes to
 * a log, a model or a preview. Orders, dates and prices stay. `lang` (ISO 639-1) says how national numbers are written.
 * Masking twice changes nothing more.
 */
export function mask(text: string, lang?: string): Masked {
  const kinds = new Set<MaskKind>()
  let masked = text
  // What stood beside a masked number may now be readable as one; a second look ends it.
  for (let spans = find(masked, lang); spans.length > 0; spans = find(masked, lang)) {
    for (const { kind } of spans) kinds.add(kind)
    masked = replace(masked, spans)
  }
  return { text: masked, kinds: [...kinds] }
}

/** What mask() would hide, as it stands in the text; each once. */
export function findPersonal(text: string, lang?: string): { text: string; kind: MaskKind }[] {
  const found = new Map<string, MaskKind>()
  let rest = text
  for (let spans = find(rest, lang); spans.length > 0; spans = find(rest, lang)) {
    for (const { from, to, kind } of spans) {
      const words = rest.slice(from, to)
      if (text.includes(words)) found.set(words, kind)
    }
    rest = replace(rest, spans)
  }
  return [...found].map(([words, kind]) => ({ text: words, kind }))
}

/** First what has a form of its own, then numbers in what is left. */
function find(text: string, lang: string | undefined): Span[] {
  const plainDigits = text.replace(OTHER_DIGITS, asciiDigit)
  const emails = [...plainDigits.matchAll(EMAIL)].map(
    (m): Span => ({ from: m.index, to: m.index + m[0].length, kind: 'email' }),
  )
  if (emails.length > 0) return emails
  const accounts = ibans(plainDigits).map(([from, to]): Span => ({ from, to, kind: 'iban' }))
  return accounts.length > 0 ? withoutOverlap(accounts) : numbers(plainDigits, lang)
}

function asciiDigit(sign: string): string {
  const code = sign.charCodeAt(0)
  const zero = digitZeros.find((first) => code >= first && code <= first + 9) ?? 0x30
  return String(code - zero)
}

const withoutOverlap = (spans: Span[]): Span[] => spans.filter((span, i) => span.from >= (spans[i - 1]?.to ?? 0))

function replace(text: string, spans: readonly Span[]): string {
  let out = ''
  let at = 0
  for (const { from, to, kind } of spans) {
    out += `${text.slice(at, from)}[${kind}]`
    at = to
  }
  return out + text.slice(at)
}

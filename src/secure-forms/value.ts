import { ibanFault, luhn } from '#kernel/text'

/** What somebody gave. It is held in memory, and sealed on its way; nowhere else. */
export type Value =
  | { iban: string }
  | { number: string; expires: string }
  | { text: string }
  | { files: { mime: string; base64: string }[] }

/** What is wrong with it, as a code: the page has the words, and nothing of what was typed is said again. */
export type ValueFault =
  | 'iban-form'
  | 'iban-country'
  | 'iban-length'
  | 'iban-check'
  | 'card-number'
  | 'card-expiry'
  | 'card-past'
  | 'text-missing'
  | 'text-long'
  | 'file-missing'
  | 'file-kind'
  | 'file-big'
  | 'file-many'

type Read = { ok: true; value: Value } | { ok: false; fault: ValueFault }
const wrong = (fault: ValueFault): Read => ({ ok: false, fault })

/** Digits as any keyboard writes them; without what people put between. */
const closedUp = (typed: string): string =>
  typed
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (sign) => String(sign.charCodeAt(0) & 0xf))
    .replace(/[\uff10-\uff19]/g, (sign) => String(sign.charCodeAt(0) - 0xff10))
    .replace(/[\s\p{Cf}.\-\u2010-\u2015]/gu, '')
    .toUpperCase()

export function readIban(typed: string): Read {
  const iban = closedUp(typed).replace(/^IBAN:?/, '')
  const fault = ibanFault(iban)
  return fault === null ? { ok: true, value: { iban } } : wrong(`iban-${fault}`)
}

/** A card is good to the end of the month it names. */
export function readCard(typed: { number: string; expires: string }, now: Date): Read {
  const number = closedUp(typed.number)
  if (!/^\d{12,19}$/.test(number) || /^0+$/.test(number) || !luhn(number)) return wrong('card-number')
  const [, month = '', year = ''] = /^(\d{1,2})\/?(?:20)?(\d{2})$/.exec(closedUp(typed.expires)) ?? []
  if (!/^(?:0?[1-9]|1[0-2])$/.test(month)) return wrong('card-expiry')
  const ends = Date.UTC(2000 + Number(year), Number(month), 1)
  // Nowhere is it the next month more than half a day before UTC says so.
  if (ends + 12 * 3_600_000 <= now.getTime()) return wrong('card-past')
  if (ends > now.getTime() + 25 * 366 * 86_400_000) return wrong('card-expiry')
  return { ok: true, value: { number, expires: `20${year}-${month.padStart(2, '0')}` } }
}

const MOST_SIGNS = 200
export function readText(typed: string): Read {
  const text = typed
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
  if (text === '') return wrong('text-missing')
  return [...text].length > MOST_SIGNS ? wrong('text-long') : { ok: true, value: { text } }
}

export const MOST_DOCUMENTS = 2
export const MOST_DOCUMENT_BYTES = 5_000_000
const starts: readonly (readonly [mime: string, is: (bytes: Buffer) => boolean])[] = [
  ['image/jpeg', (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ['image/png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))],
  ['application/pdf', (bytes) => bytes.toString('latin1', 0, 5) === '%PDF-'],
]

/** What a file is by its bytes; its name and what its sender calls it are not looked at and go nowhere. */
export function readFiles(files: readonly Buffer[]): Read {
  if (files.length === 0 || files.every(({ length }) => length === 0)) return wrong('file-missing')
  if (files.length > MOST_DOCUMENTS) return wrong('file-many')
  if (files.some(({ length }) => length > MOST_DOCUMENT_BYTES)) return wrong('file-big')
  const kinds = files.map((bytes) => starts.find(([, is]) => is(bytes))?.[0])
  const known = files.flatMap((bytes, n) => {
    const mime = kinds[n]
    return mime === undefined ? [] : [{ mime, base64: bytes.toString('base64') }]
  })
  return known.length === files.length ? { ok: true, value: { files: known } } : wrong('file-kind')
}

/** The number or word itself, closed up; null for files. */
const signsOf = (value: Value): string | null => {
  if ('iban' in value) return value.iban
  if ('number' in value) return value.number
  return 'text' in value ? value.text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '') : null
}

/** The last four of an account or card; of a word of few signs that would be all of it. */
export const endingOf = (value: Value): string | null =>
  'iban' in value || 'number' in value ? (signsOf(value)?.slice(-4) ?? null) : null

const RUN = 5
/** Does this say a piece of what was given? A system that answers with the number itself must not have it written down here. */
export function tells(said: string, value: Value): boolean {
  const signs = signsOf(value)
  if (signs === null) return false
  const closed = said.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
  if (signs.length <= RUN) return closed.includes(signs)
  for (let at = 0; at + RUN <= signs.length; at++) if (closed.includes(signs.slice(at, at + RUN))) return true
  return false
}

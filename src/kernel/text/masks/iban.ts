import { mod97 } from './checksums.ts'

/** Length by country (SWIFT's registry, the countries customers pay from). */
const lengths: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  LB: 28,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  LY: 25,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MR: 27,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  SA: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  TN: 24,
  TR: 26,
  UA: 29,
  XK: 20,
}
const START = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}/giu
const MOST_BETWEEN = 2

/** Spans [from, to) of account numbers, spaced or not. */
export function ibans(text: string): [number, number][] {
  const spans: [number, number][] = []
  for (const { index, 0: start } of text.matchAll(START)) {
    const end = endOf(text, index, lengths[start.slice(0, 2).toUpperCase()] ?? 0)
    if (end !== null) spans.push([index, end])
  }
  return spans
}

function endOf(text: string, from: number, length: number): number | null {
  let iban = ''
  let between = 0
  for (let at = from; at < text.length && length > 0; at++) {
    const sign = text[at] ?? ''
    if (/[A-Za-z0-9]/.test(sign)) {
      iban += sign.toUpperCase()
      between = 0
      if (iban.length === length) return mod97(iban) && !/[\p{L}\p{N}]/u.test(text[at + 1] ?? '') ? at + 1 : null
    } else if (!/[ \u00a0.-]/.test(sign) || ++between > MOST_BETWEEN) return null
  }
  return null
}

export type IbanFault = 'form' | 'country' | 'length' | 'check'

/** Why this, closed up and in capitals, is no account number; null: it is one, as far as its own digits can tell. */
export function ibanFault(iban: string): IbanFault | null {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(iban)) return 'form'
  const length = lengths[iban.slice(0, 2)]
  if (length === undefined) return 'country'
  if (iban.length !== length) return 'length'
  return mod97(iban) ? null : 'check'
}

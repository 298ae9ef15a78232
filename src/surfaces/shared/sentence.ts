import { numberFormat, pluralRules } from './formatters.ts'

/** What fills the places of a sentence. */
export type Values = Readonly<Record<string, string | number>>

/**
 * The sentence of an ICU message. Only what the locale files use: `{name}`, and `{count, plural, =0 {…} one {…} other {# …}}`;
 * test/locales.test.ts checks that they use nothing else.
 */
export function sentence(source: string, lang: string, values: Values = {}): string {
  let said = ''
  for (let at = 0; at < source.length; ) {
    const open = source.indexOf('{', at)
    if (open < 0) return said + source.slice(at)
    const close = closing(source, open)
    said += source.slice(at, open) + place(source.slice(open + 1, close), lang, values)
    at = close + 1
  }
  return said
}

/** Where the brace that opens at `open` closes. */
function closing(source: string, open: number): number {
  let depth = 0
  for (let at = open; at < source.length; at++) {
    if (source[at] === '{') depth++
    else if (source[at] === '}' && --depth === 0) return at
  }
  return source.length
}

function place(inside: string, lang: string, values: Values): string {
  const plural = /^\s*(\w+)\s*,\s*plural\s*,/.exec(inside)
  if (plural === null) return String(values[inside.trim()] ?? '')
  const count = Number(values[plural[1] ?? ''])
  const form = chosen(forms(inside.slice(plural[0].length)), count, lang)
  return sentence(form.replaceAll('#', numberFormat(digitsOf(lang), {}).format(count)), lang, values)
}

function forms(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (let at = 0; ; ) {
    const open = text.indexOf('{', at)
    if (open < 0) return found
    const close = closing(text, open)
    found.set(text.slice(at, open).trim(), text.slice(open + 1, close))
    at = close + 1
  }
}

const chosen = (of: ReadonlyMap<string, string>, count: number, lang: string): string =>
  of.get(`=${count}`) ?? of.get(pluralRules(lang, {}).select(count)) ?? of.get('other') ?? ''

/** Western digits everywhere: numbers that are read out to an advisor look the same to both. */
export const digitsOf = (lang: string): string => (lang.startsWith('ar') ? `${lang}-u-nu-latn` : lang)

export const directionOf = (lang: string): 'ltr' | 'rtl' => (/^(ar|fa|he|ur)\b/.test(lang) ? 'rtl' : 'ltr')

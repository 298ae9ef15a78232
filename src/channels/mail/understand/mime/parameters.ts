import { decodeText } from './charset.ts'
import { readWords } from './words.ts'

export interface Structured {
  /** Lower case, without parameters. */
  value: string
  params: Map<string, string>
}

const MOST_PARAMETERS = 60
const PARAMETER = /;\s*([^\s=;"]{1,80})\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/gs

/** `text/plain; charset=utf-8; name*0*=…` with everything real mail does to it (RFC 2045, 2231, 2047 where it is not allowed). */
export function readStructured(header: string | undefined): Structured {
  const text = header ?? ''
  const end = text.indexOf(';')
  const params = new Map<string, string>()
  const pieces = new Map<string, { at: number; encoded: boolean; text: string }[]>()
  for (const [, key = '', quoted, bare = ''] of [...text.slice(end < 0 ? text.length : end).matchAll(PARAMETER)].slice(
    0,
    MOST_PARAMETERS,
  )) {
    const value = quoted === undefined ? bare.trim().replace(/\s+\([^()]*\)$/, '') : unquoted(quoted)
    const split = /^(.+?)\*(\d{1,3})?(\*)?$/.exec(key.toLowerCase())
    if (split === null) {
      if (!params.has(key.toLowerCase())) params.set(key.toLowerCase(), value)
      continue
    }
    const [, name = '', at, star] = split
    const encoded = at === undefined || star !== undefined
    pieces.set(name, [...(pieces.get(name) ?? []), { at: Number(at ?? 0), encoded, text: value }])
  }
  for (const [name, parts] of pieces) params.set(name, join(parts))
  const value = (end < 0 ? text : text.slice(0, end))
    .replace(/\([^()]*\)/g, '')
    .trim()
    .toLowerCase()
  return { value: readWords(value).replace(/^["']|["']$/g, ''), params }
}

/** A backslash is an escape only before a quote or itself: `C:\new\file.txt` is a name people send. */
const unquoted = (text: string): string => text.replace(/\\(["\\])/g, '$1')

function join(parts: { at: number; encoded: boolean; text: string }[]): string {
  const sorted = parts.toSorted((a, b) => a.at - b.at)
  const first = /^([^']{0,40})'[^']*'(.*)$/s.exec(sorted[0]?.text ?? '')
  const charset = sorted[0]?.encoded === true && first !== null ? first[1] : undefined
  const bytes = sorted.map(({ text, encoded }, i) => {
    const own = i === 0 && encoded && first !== null ? (first[2] ?? '') : text
    return encoded ? percentDecoded(own) : Buffer.from(own)
  })
  return decodeText(Buffer.concat(bytes), charset === '' ? undefined : charset)
}

function percentDecoded(text: string): Buffer {
  const bytes = text.replace(/%([0-9a-f]{2})|[\u0080-\uffff]+/gi, (found, hex?: string) =>
    hex === undefined ? Buffer.from(found).toString('latin1') : String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1')
}

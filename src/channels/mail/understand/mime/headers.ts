import { decodeText } from './charset.ts'

export interface Header {
  /** Lower case. */
  name: string
  /** Unfolded, not decoded. */
  value: string
}

const MOST_LINES = 2000
const MOST_OF_ONE = 16_000
const MOST_BYTES = 400_000
const MOST_SEARCHED = 30_000_000
/** Read wherever they stand, even behind a hundred thousand others. */
const WANTED =
  /^(?:from|to|cc|reply-to|sender|return-path|subject|date|message-id|in-reply-to|references|mime-version|content-[a-z-]+|auto-submitted|precedence|list-id|x-failed-recipients)[ \t]*:/i

/** The lines of a header block as headers, first to last. Bytes that are no UTF-8 are read as what they most likely are. */
export function readHeaders(block: Uint8Array, charset?: string): Header[] {
  const lines = decodeText(block.subarray(0, MOST_BYTES), charset).split(/\r\n|\n|\r/)
  const late = block.length > MOST_BYTES ? wantedBeyond(block.subarray(MOST_BYTES)) : []
  return unfold([...lines.slice(0, MOST_LINES), ...wanted([...lines.slice(MOST_LINES), ...late])])
}

/** A block of megabytes is searched as bytes; what it folds over several lines is not looked for there. */
const wantedBeyond = (rest: Uint8Array): string[] =>
  Buffer.from(rest.buffer, rest.byteOffset, Math.min(rest.length, MOST_SEARCHED)).toString('latin1').split('\n')

/** The first of each name that is read at all. */
function wanted(lines: readonly string[]): string[] {
  const seen = new Set<string>()
  return lines.filter((line) => {
    const name = WANTED.exec(line)?.[0].toLowerCase()
    if (name === undefined || seen.has(name)) return false
    seen.add(name)
    return true
  })
}

function unfold(lines: readonly string[]): Header[] {
  const headers: { name: string; parts: string[] }[] = []
  for (const line of lines) {
    const last = headers.at(-1)
    if (/^[ \t]/.test(line)) last?.parts.push(line.slice(0, MOST_OF_ONE))
    else {
      const colon = line.indexOf(':')
      if (colon > 0) headers.push({ name: line.slice(0, colon).trim().toLowerCase(), parts: [line.slice(colon + 1)] })
      // A long subject broken without its indent: what follows belongs to the line before.
      else if (line.trim() !== '') last?.parts.push(` ${line}`)
    }
  }
  return headers.map(({ name, parts }) => ({ name, value: parts.join('').slice(0, MOST_OF_ONE).trim() }))
}

/** The first of that name that says something. */
export const firstOf = (headers: readonly Header[], name: string): string | undefined =>
  headers.find((header) => header.name === name && header.value !== '')?.value

export const allOf = (headers: readonly Header[], name: string): string[] =>
  headers.filter((header) => header.name === name && header.value !== '').map(({ value }) => value)

import { type FieldFault, Problem } from '#kernel/errors'

const MAX_DEPTH = 32

/** What JSON allows and PostgreSQL or a screen cannot hold: NUL, lone surrogates, depth without end. Told per field. */
export function textFaults(value: unknown, pointer: string, depth = 0): FieldFault[] {
  if (typeof value === 'string') return textFault(value, pointer)
  if (typeof value !== 'object' || value === null) return []
  if (depth >= MAX_DEPTH) return [{ pointer, detail: `is nested deeper than ${MAX_DEPTH} levels` }]
  const faults: FieldFault[] = []
  for (const [key, part] of Object.entries(value)) {
    const path = `${pointer}/${key.slice(0, 100).toWellFormed()}`
    faults.push(...textFault(key, path), ...textFaults(part, path, depth + 1))
    if (faults.length > 20) break
  }
  return faults
}

function textFault(text: string, pointer: string): FieldFault[] {
  if (text.includes('\u0000')) return [{ pointer, detail: 'contains the character NUL (U+0000), which cannot be kept' }]
  if (!text.isWellFormed()) return [{ pointer, detail: 'contains half of a character (a lone surrogate)' }]
  return []
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Bytes of a request as JSON; refuses bytes that are no UTF-8 and text that is no JSON. */
export function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    throw new Problem('invalid_json', 'The body is not JSON in UTF-8.')
  }
}

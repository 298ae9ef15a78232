import { type FieldFault, Problem } from '#kernel/errors'

const MAX_DEPTH = 32

/** More than any request of ours has: looking at a hundred thousand would keep everybody else waiting. */
const MOST_VALUES = 10_000

/** What JSON allows and PostgreSQL or a screen cannot hold: NUL, lone surrogates, depth and number without end. Told per field. */
export function textFaults(value: unknown, pointer: string): FieldFault[] {
  const walk: Walk = { faults: [], left: MOST_VALUES }
  look(walk, value, pointer, 0)
  return walk.left > 0 ? walk.faults : [{ pointer, detail: `has more than ${MOST_VALUES} values` }]
}

interface Walk {
  readonly faults: FieldFault[]
  left: number
}

function look(walk: Walk, value: unknown, pointer: string, depth: number): void {
  walk.left -= 1
  if (walk.left <= 0 || walk.faults.length > 20) return
  if (typeof value === 'string') walk.faults.push(...textFault(value, pointer))
  if (typeof value !== 'object' || value === null) return
  if (depth >= MAX_DEPTH) {
    walk.faults.push({ pointer, detail: `is nested deeper than ${MAX_DEPTH} levels` })
    return
  }
  // Lists are counted before they are walked; of objects the names alone are listed.
  if (Array.isArray(value) && value.length > walk.left) walk.left = 0
  else
    for (const key of Object.keys(value)) {
      if (walk.left <= 0) return
      const path = `${pointer}/${key.slice(0, 100).toWellFormed()}`
      walk.faults.push(...textFault(key, path))
      look(walk, Reflect.get(value, key), path, depth + 1)
    }
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

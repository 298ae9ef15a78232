import type { TSchema } from 'typebox'
import type { FieldFault } from '#kernel/errors'

interface Node {
  type?: string
  format?: string
  maxLength?: number
  maxItems?: number
  maximum?: number
  minimum?: number
  properties?: Record<string, TSchema>
  patternProperties?: Record<string, TSchema>
  additionalProperties?: unknown
  items?: TSchema
  anyOf?: TSchema[]
}

/** What PostgreSQL's integer holds; a field for more says its own maximum. */
const MOST_INTEGER = 2_147_483_647
const MOST_NAMES = 100
const [EARLIEST, LATEST] = [Date.UTC(1900, 0, 1), Date.UTC(3000, 0, 1)]

/**
 * The bounds that the validator does not keep, or keeps in another measure: it counts a family of emoji or a letter under
 * a thousand accents as one character, lets a map have any names, and takes whole numbers and years that no column holds.
 * Looked at first, so that no pattern is ever tried on a text that is too long.
 */
export function boundFaults(schema: TSchema, value: unknown, pointer: string): FieldFault[] {
  const node = schema as Node
  if (node.anyOf) return branchFaults(node.anyOf, value, pointer)
  if (typeof value === 'string') return stringFaults(node, value, pointer)
  if (typeof value === 'number') return numberFaults(node, value, pointer)
  if (Array.isArray(value)) return listFaults(node, value, pointer)
  return typeof value === 'object' && value !== null ? objectFaults(node, value, pointer) : []
}

/** Of a choice between shapes one must have nothing to say. */
function branchFaults(branches: TSchema[], value: unknown, pointer: string): FieldFault[] {
  const found = branches.map((branch) => boundFaults(branch, value, pointer))
  const typed = found.filter((_, at) => isFor(branches[at] as Node, value))
  return typed.length === 0 || typed.some((faults) => faults.length === 0) ? [] : (typed[0] ?? [])
}

const isFor = ({ type }: Node, value: unknown): boolean =>
  type === undefined ||
  type === (Array.isArray(value) ? 'array' : typeof value) ||
  (type === 'integer' && typeof value === 'number')

function stringFaults({ maxLength, format }: Node, text: string, pointer: string): FieldFault[] {
  if (maxLength !== undefined && isLonger(text, maxLength))
    return [{ pointer, detail: `must have at most ${maxLength} characters (code points)` }]
  if (format !== 'date-time') return []
  const at = Date.parse(text)
  return at >= EARLIEST && at < LATEST ? [] : [{ pointer, detail: 'must be a time from the years 1900 to 2999' }]
}

function isLonger(text: string, most: number): boolean {
  if (text.length <= most) return false
  // Two units at most make a code point, so the rest need not be counted.
  return text.length > 2 * most || [...text].length > most
}

/** A field that names its own limits has them told by the validator. */
function numberFaults({ type, maximum, minimum }: Node, value: number, pointer: string): FieldFault[] {
  const isBeyond = (maximum === undefined && value > MOST_INTEGER) || (minimum === undefined && value < -MOST_INTEGER)
  return type === 'integer' && isBeyond ? [{ pointer, detail: `must be from ${-MOST_INTEGER} to ${MOST_INTEGER}` }] : []
}

function listFaults({ maxItems, items }: Node, list: readonly unknown[], pointer: string): FieldFault[] {
  if (maxItems !== undefined && list.length > maxItems)
    return [{ pointer, detail: `must have at most ${maxItems} items` }]
  return items ? list.flatMap((item, at) => boundFaults(items, item, `${pointer}/${at}`)) : []
}

function objectFaults(node: Node, value: object, pointer: string): FieldFault[] {
  if (!node.properties && !node.patternProperties) return []
  const names = Object.keys(value)
  if (names.length > MOST_NAMES) return [{ pointer, detail: `must have at most ${MOST_NAMES} fields` }]
  return names.flatMap((name) => {
    const at = `${pointer}/${name.slice(0, 100)}`
    const shape = shapeOf(node, name)
    if (shape !== undefined) return boundFaults(shape, Reflect.get(value, name), at)
    return node.patternProperties && node.additionalProperties === undefined
      ? [{ pointer: at, detail: 'is not a field of this request' }]
      : []
  })
}

/** Own names only: `constructor` and `__proto__` are names like any other. */
function shapeOf({ properties = {}, patternProperties = {} }: Node, name: string): TSchema | undefined {
  if (Object.hasOwn(properties, name)) return properties[name]
  return Object.entries(patternProperties).find(([pattern]) => new RegExp(pattern, 'u').test(name))?.[1]
}

import type { TSchema } from 'typebox'

const kindsOf = (schema: TSchema): string[] => {
  const { type, anyOf } = schema as { type?: string; anyOf?: TSchema[] }
  return anyOf ? anyOf.flatMap(kindsOf) : type ? [type] : []
}

/**
 * Query and path arrive as text. What the contract calls a number or a boolean is read as one when it is exactly that
 * ("7" but not "7x" or "0x7"); everything else stays text and is refused by the shape.
 */
export function parseText(schema: TSchema, text: unknown): unknown {
  const kinds = kindsOf(schema)
  if (kinds.includes('array')) return parseList(schema, Array.isArray(text) ? text : [text])
  if (typeof text !== 'string' || kinds.includes('string')) return text
  if (kinds.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  if (kinds.includes('integer') || kinds.includes('number')) return parseNumber(text)
  return text
}

const parseList = (schema: TSchema, texts: unknown[]): unknown[] => {
  const { items } = schema as { items?: TSchema }
  return items ? texts.map((text) => parseText(items, text)) : texts
}

const parseNumber = (text: string): unknown =>
  /^-?\d{1,15}(\.\d{1,15})?(e[+-]?\d{1,2})?$/i.test(text) ? Number(text) : text

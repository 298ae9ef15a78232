/** As much of JSON schema as channels describe their settings with. */
interface Schema {
  type?: string
  format?: string
  maxLength?: number
  minimum?: number
  maximum?: number
  enum?: readonly unknown[]
  properties?: Readonly<Record<string, Schema>>
  patternProperties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  items?: Schema
}

export type Kind =
  | { kind: 'text'; format: string | null; max: number }
  | { kind: 'number'; whole: boolean; min: number | null; max: number | null }
  | { kind: 'switch' }
  | { kind: 'choice'; options: readonly string[] }
  /** `{language: text}` */
  | { kind: 'texts'; max: number }
  /** Texts, one a line. */
  | { kind: 'list' }
  | { kind: 'group'; parts: readonly Part[] }
  /** Nothing a form could ask for: it stays as it is. */
  | { kind: 'other' }
/** One thing to fill in. `at` is where it stands in the settings, as a JSON pointer. */
export type Part = Kind & { at: string; name: string; required: boolean }

const MOST_LETTERS = 10_000

function kindOf(schema: Schema, at: string): Kind {
  const { type, properties, patternProperties } = schema
  if (schema.enum !== undefined) return { kind: 'choice', options: schema.enum.map(String) }
  if (type === 'string') return { kind: 'text', format: schema.format ?? null, max: schema.maxLength ?? MOST_LETTERS }
  if (type === 'boolean') return { kind: 'switch' }
  if (type === 'integer' || type === 'number') {
    return { kind: 'number', whole: type === 'integer', min: schema.minimum ?? null, max: schema.maximum ?? null }
  }
  if (type === 'array' && schema.items?.type === 'string') return { kind: 'list' }
  const [texts] = Object.values(patternProperties ?? {})
  if (texts?.type === 'string') return { kind: 'texts', max: texts.maxLength ?? MOST_LETTERS }
  return properties === undefined ? { kind: 'other' } : { kind: 'group', parts: partsOf(schema, at) }
}

/** What a channel wants to know, in the order in which it says it. */
export function partsOf(schema: unknown, at = ''): Part[] {
  // The server's own description of its settings; a word of it that is not known makes `other`.
  const { properties = {}, required = [] } = (schema ?? {}) as Schema
  return Object.entries(properties).map(([name, inner]) => {
    const here = `${at}/${name}`
    return { at: here, name, required: required.includes(name), ...kindOf(inner, here) }
  })
}

/** What a setting's schema says of it, as far as a field needs to know. */
export interface Schema {
  type?: string
  enum?: unknown[]
  minimum?: number
  maximum?: number
  properties?: Readonly<Record<string, Schema>>
}

/** What was typed as a value of the schema; undefined when it is none. */
export function parse(text: string, { type, minimum, maximum }: Schema): unknown {
  if (type === 'string') return text
  if (type === 'integer' || type === 'number') {
    const value = Number(text)
    if (text.trim() === '' || Number.isNaN(value) || (type === 'integer' && !Number.isInteger(value))) return undefined
    return value < (minimum ?? -Infinity) || value > (maximum ?? Infinity) ? undefined : value
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

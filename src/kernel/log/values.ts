const WITHHELD = '[withheld]'
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
/** Seven digits, however they are spaced: the shortest thing that could be a telephone number, a PUK or a card. */
const MANY_DIGITS = /\+?\d(?:[\s().-]?\d){6,}/g
const MAIL = /[^\s@"'<>()[\],;:]+@[^\s@"'<>()[\],;:]+/g

/** Does it hold something that could be a person's number or address? Ids and version stamps of migrations are not. */
export function looksPersonal(text: string): boolean {
  return mask(text) !== text
}

/** For words written by us around values that should not be there. */
export function mask(text: string): string {
  const parts = text.split(UUID)
  const ids = text.match(UUID) ?? []
  return parts.map((part, i) => part.replace(MAIL, WITHHELD).replace(MANY_DIGITS, WITHHELD) + (ids[i] ?? '')).join('')
}

const fits = (value: unknown, shape: RegExp): unknown =>
  typeof value === 'string' && shape.test(value) && !looksPersonal(value) ? value : WITHHELD

/** A UUID, or a word and one: `agent:<uuid>`, `handler:<number>`. */
export const id = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'bigint'
    ? number(value)
    : fits(value, /^(?:[a-z][\w.-]{0,60}:)*[\w.-]{0,80}\*?$/i)
/** A name out of a closed list. */
export const code = (value: unknown): unknown => fits(value, /^[a-z0-9][\w.:*/-]{0,99}$/i)
/** A route or a file; never with a query. */
export const path = (value: unknown): unknown => fits(value, /^(?:[A-Z]+ )?[\w./:*~@-]{1,200}$/)
export const truth = (value: unknown): unknown => (typeof value === 'boolean' ? value : WITHHELD)

export function number(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  return typeof value === 'number' && Number.isFinite(value) ? value : WITHHELD
}

export function time(value: unknown): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? WITHHELD : value.toISOString()
  if (value instanceof Temporal.Instant) return value.toString()
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{5,18}Z$/.test(value) ? value : WITHHELD
}

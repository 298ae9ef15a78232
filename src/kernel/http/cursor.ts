import { Problem } from '#kernel/errors'
import { pack, unpack } from './packed.ts'

/** A place in a keyset page, opaque to callers: the sort values of its last row. */
export const encodeCursor = (values: readonly (string | number | null)[]): string => pack(values)

/** Reads `after` back; anything but a cursor of ours with as many values as expected is invalid_input. */
export function decodeCursor(after: string | undefined, length: number): (string | number | null)[] | null {
  if (after === undefined) return null
  const values = unpack(after)
  if (Array.isArray(values) && values.length === length && values.every(isPlain)) return values
  throw notACursor()
}

export const notACursor = (): Problem =>
  new Problem('invalid_input', '/query/after is not a cursor of this list. Start again without it.', {
    faults: [{ pointer: '/query/after', detail: 'is not a cursor of this list' }],
  })

const isPlain = (value: unknown): value is string | number | null =>
  value === null || typeof value === 'string' || typeof value === 'number'

/** One row more than the page was read: the page, and the cursor of its last row when there is more. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  key: (row: T) => readonly (string | number | null)[],
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null }
}

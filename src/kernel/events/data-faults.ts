const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]{5,18}(Z|[+-]\d\d:\d\d)$/
const CODE = /^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}$/
/** What a telephone or customer number looks like, alone or after a prefix. */
const NUMBER = /(^|[^0-9a-f])\d{7,}([^0-9a-f]|$)/i
const DEPTH = 4
const LENGTH = 200

/**
 * Why this is not data for an event: pointers to members that are not an id, a code, a number, a time, true, false or null.
 * The values themselves are never in the answer. Empty when all is well.
 */
export const eventDataFaults = (data: unknown): string[] => faults(data, '', 0)

function faults(value: unknown, at: string, depth: number): string[] {
  if (value === null || value === undefined || typeof value === 'boolean') return []
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [at]
  if (typeof value === 'string') return isIdCodeOrTime(value) ? [] : [at]
  if (value instanceof Date) return []
  if (typeof value !== 'object' || depth >= DEPTH) return [at]
  const members = Object.entries(value)
  if (members.length > LENGTH) return [at]
  return members.flatMap(([key, member]) => (CODE.test(key) ? faults(member, `${at}/${key}`, depth + 1) : [`${at}/?`]))
}

function isIdCodeOrTime(value: string): boolean {
  if (value === '' || UUID.test(value) || TIME.test(value)) return true
  if (value.startsWith('*')) return value === '*'
  return CODE.test(value) && !NUMBER.test(value.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, 'id'))
}

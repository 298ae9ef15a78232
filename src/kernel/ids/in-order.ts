/** As many as the twelve bits after the version can count (RFC 9562, 6.2, method 1). */
const MOST = 0x1000

let millisecond = 0
let count = 0

/**
 * A UUIDv7 that sorts after every one before it: what is drawn at random after the version becomes a count, which begins anew
 * with each millisecond. A clock that is put back, or more than 4,096 in a millisecond, count on from the last one.
 */
export function inOrder(drawn: string): string {
  const now = Number.parseInt(drawn.slice(0, 8) + drawn.slice(9, 13), 16)
  count = now > millisecond ? 0 : count + 1
  millisecond = Math.max(now, millisecond)
  if (count === MOST) {
    count = 0
    millisecond += 1
  }
  const time = millisecond.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}${drawn.slice(18)}`
}

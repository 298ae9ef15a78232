/** A UUIDv7: made by the client, so that a repeated send is the same send. */
export function uuid7(now: number = Date.now()): string {
  const random = crypto.randomUUID().replaceAll('-', '')
  const time = now.toString(16).padStart(12, '0')
  const hex = `${time}7${random.slice(13, 16)}${random.slice(16)}`
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

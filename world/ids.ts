import { createHash } from 'node:crypto'

/** 2026-01-01T00:00:00Z: what the world makes ahead of time was made then. */
const BASE_MS = 1_767_225_600_000

/** A UUIDv7 that is the same for the same words; a higher order sorts later. */
export function idFrom(words: string, order = 0): string {
  const bytes = createHash('sha256').update(words).digest().subarray(0, 16)
  bytes.writeUIntBE(BASE_MS + order, 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** What a visitor's window would make from 192 random bits, made from words instead: this world's secrets guard nothing. */
export const visitorTokenFrom = (words: string): string =>
  `sbv_${createHash('sha256').update(`token ${words}`).digest().subarray(0, 24).toString('base64url')}`

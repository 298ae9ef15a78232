import { createHmac, hkdfSync } from 'node:crypto'
import type { AccountId } from '#kernel/ids'

const BYTES = 16
/** Letters and digits that survive a mail program's lower-casing and a person's reading aloud. */
const SIGNS = 'abcdefghijklmnopqrstuvwxyz234567'

/** 128 bits that only who holds the newest secret could have made, as 26 letters and digits. What they open is kept as a hash, so older ones stay good. */
export function macOf([secret = '']: readonly string[], account: AccountId, words: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'switchboard reply addresses', 32))
  const mac = createHmac('sha256', key).update(`${account} ${words}`).digest().subarray(0, BYTES)
  return spelled(mac)
}

function spelled(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => SIGNS[Number.parseInt(five.padEnd(5, '0'), 2)] ?? '').join('')
}

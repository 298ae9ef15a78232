import { createHmac, hkdfSync, scryptSync, timingSafeEqual } from 'node:crypto'

/** What a file is locked with: secrets of the operator, the newest first, or a passphrase of its own. */
export type Keys = { kind: 'secret'; secrets: readonly string[] } | { kind: 'passphrase'; text: string }

/** Stands in clear at the head of a file: how its key is made, and a proof that a key is the right one. */
export interface Lock {
  by: Keys['kind']
  /** Base64, new for each file: no two files share a key. */
  salt: string
  check: string
}

/** 128 MiB and half a second for each guess. */
const SLOW = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 ** 2 }

/** The key of a new file, and its lock. */
export function newLock(keys: Keys, salt: Buffer): { key: Buffer; lock: Lock } {
  const [key] = candidates(keys, salt)
  if (key === undefined) throw new Error('a backup needs a secret')
  return { key, lock: { by: keys.kind, salt: salt.toString('base64'), check: checkOf(key) } }
}

/** The key that opens the lock; null when none of these does. */
export function keyFor(keys: Keys, lock: Lock): Buffer | null {
  if (keys.kind !== lock.by) return null
  const salt = Buffer.from(lock.salt, 'base64')
  return candidates(keys, salt).find((key) => isSame(checkOf(key), lock.check)) ?? null
}

const candidates = (keys: Keys, salt: Buffer): Buffer[] =>
  keys.kind === 'passphrase'
    ? [scryptSync(keys.text.normalize('NFC'), salt, 32, SLOW)]
    : keys.secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, salt, 'switchboard backup', 32)))

const checkOf = (key: Buffer): string => createHmac('sha256', key).update('switchboard backup check').digest('base64')

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Tells secrets apart without telling anything about them. */
export const fingerprint = (secret: string): string =>
  createHmac('sha256', secret).update('switchboard secret fingerprint').digest('base64url').slice(0, 16)

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const [NONCE, TAG] = [12, 16]

/**
 * What a sealed text is for: each purpose has a key of its own, so that one never opens as another. What is kept for one says
 * where by app.sealed(); `mail pictures` are links that end within the hour and are kept nowhere.
 */
export type Purpose =
  | 'kept answers'
  | 'account secrets'
  | 'dkim keys'
  | 'mail pictures'
  | 'push keys'
  | 'form values'
  | 'form secrets'

/** Encrypts with the newest secret; what it gives is base64. */
export function seal(secret: string, purpose: Purpose, text: string): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv(CIPHER, keyOf(secret, purpose), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Null when none of the secrets opens it. */
export function unseal(secrets: readonly string[], purpose: Purpose, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64')
  for (const secret of secrets) {
    const opened = opening(keyOf(secret, purpose), bytes)
    if (opened !== null) return opened
  }
  return null
}

function opening(key: Buffer, bytes: Buffer): string | null {
  try {
    const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE), { authTagLength: TAG })
    cipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
    return cipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + cipher.final('utf8')
  } catch {
    return null
  }
}

const keyOf = (secret: string, purpose: Purpose): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `switchboard ${purpose}`, 32))

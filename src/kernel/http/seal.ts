import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const [NONCE, TAG] = [12, 16]

const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'switchboard kept answers', 32))

/** What is kept to be said again: it may hold a key that was shown once, or a customer's words. */
export function seal(secret: string, text: string): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv(CIPHER, keyOf(secret), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Null when none of the secrets opens it. */
export function unseal(secrets: readonly string[], sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64')
  for (const secret of secrets) {
    const opened = opening(secret, bytes)
    if (opened !== null) return opened
  }
  return null
}

function opening(secret: string, bytes: Buffer): string | null {
  try {
    const cipher = createDecipheriv(CIPHER, keyOf(secret), bytes.subarray(0, NONCE), { authTagLength: TAG })
    cipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
    return cipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + cipher.final('utf8')
  } catch {
    return null
  }
}

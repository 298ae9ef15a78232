import { createHmac, hkdfSync } from 'node:crypto'

/** The same file has one key in a brand, another in the next, and none that can be made from the file alone. 64 hex digits. */
export function blobKey(secret: string, brand: string, sha256: Uint8Array): string {
  const brandSecret = Buffer.from(hkdfSync('sha256', secret, brand, 'switchboard blob key', 32))
  return createHmac('sha256', brandSecret).update(sha256).digest('hex')
}

export const isBlobKey = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)

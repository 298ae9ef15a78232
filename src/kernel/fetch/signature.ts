import { createHmac } from 'node:crypto'

/** Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, base64, with the secret's bytes as key. */
export function signatureOf(secret: string, id: string, timestamp: number, body: Uint8Array): string {
  const hmac = createHmac('sha256', keyOf(secret))
  return `v1,${hmac.update(`${id}.${timestamp}.`).update(body).digest('base64')}`
}

const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret)

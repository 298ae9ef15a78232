import { timingSafeEqual } from 'node:crypto'
import { signatureOf } from '#kernel/fetch'
import type { RawDelivery, Verified } from '../port/adapter.ts'

const TOLERATED_S = 300

/** Several signatures may stand there while a secret is changed; one of ours must be among them. */
export function verifySignature({ headers, body }: RawDelivery, secrets: readonly string[], now: Date): Verified {
  const { 'webhook-id': id, 'webhook-timestamp': told, 'webhook-signature': given } = headers
  if (!id || !told || !given) return refuse('no-signature')
  const timestamp = /^\d{1,12}$/.test(told) ? Number(told) : Number.NaN
  if (!(Math.abs(now.getTime() / 1000 - timestamp) <= TOLERATED_S)) return refuse('too-old')
  const expected = secrets.filter((secret) => secret !== '').map((secret) => signatureOf(secret, id, timestamp, body))
  const matches = given.split(/[ ,](?=v1,)/).some((one) => expected.some((own) => same(own, one.trim())))
  return matches ? { ok: true } : refuse('wrong-signature')
}

const refuse = (why: string): Verified => ({ ok: false, status: 401, why })

function same(own: string, given: string): boolean {
  const [a, b] = [Buffer.from(own), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}

import { createPublicKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { compose, type Draft } from './compose.ts'
import { makeDkimKey, publicRecord, signed } from './dkim.ts'

const draft: Draft = {
  messageId: 'one@lumo.example',
  date: new Date('2026-06-09T08:00:00Z'),
  from: { name: 'Lumo', address: 'care@lumo.example' },
  to: { name: 'Amina', address: 'amina@customer.example' },
  subject: 'Hello',
  text: 'Hello',
  html: '<p>Hello</p>',
  headers: { 'Auto-Submitted': 'auto-generated' },
}
const headersOf = (raw: Buffer): string => raw.toString().split('\r\n\r\n')[0] ?? ''

test('a name, a subject, a header: none of them begins another header', async () => {
  const raw = await compose({
    ...draft,
    to: { name: 'Amina\r\nBcc: evil@other.example', address: 'amina@customer.example' },
    subject: 'Hello\nBcc: evil@other.example\u2028X-Evil: 1',
    headers: { 'Auto-Submitted': 'auto-generated\r\nBcc: evil@other.example' },
  })
  expect(headersOf(raw)).not.toMatch(/^(Bcc|X-Evil):/im)
  expect(headersOf(raw)).toMatch(/^Subject: Hello Bcc: evil@other\.example X-Evil: 1\r$/m)
})

test('a key is 2048 bits of RSA, and its record fits it', async () => {
  const { publicKey, privateKey } = await makeDkimKey()
  const own = createPublicKey(privateKey)
  expect(own.asymmetricKeyDetails?.modulusLength).toBe(2048)
  expect(publicRecord(publicKey)).toBe(
    `v=DKIM1; k=rsa; p=${own.export({ type: 'spki', format: 'der' }).toString('base64')}`,
  )
})

test('what should be signed does not leave unsigned', async () => {
  const raw = await compose(draft)
  const key = { domain: 'lumo.example', selector: 's1' }
  await expect(signed(raw, { ...key, privateKey: 'no key' })).rejects.toThrow()
  const { privateKey } = await makeDkimKey()
  const out = await signed(raw, { ...key, privateKey })
  expect(headersOf(out)).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256; c=relaxed\/relaxed; d=lumo\.example;/m)
  expect(out.subarray(-raw.length).equals(raw)).toBe(true)
})

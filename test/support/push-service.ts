import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { type Outside, openOutside } from './outside.ts'

export interface Told {
  id: string
  title: string
  text: string
  lang: string
  dir: string
  href: string
}
/** A browser's push service, and browsers that subscribe to it and read what comes for them. */
export interface PushService extends AsyncDisposable {
  outside: Outside
  subscribe(): { endpoint: string; keys: { p256dh: string; auth: string }; read(): Promise<Told[]> }
}

export async function openPushService(): Promise<PushService> {
  const outside = await openOutside()
  return {
    outside,
    subscribe() {
      const browser = createECDH('prime256v1')
      const p256dh = browser.generateKeys('base64url')
      const auth = randomBytes(16)
      const path = `/push/${randomBytes(9).toString('base64url')}`
      const endpoint = `http://${outside.host}${path}`
      return {
        endpoint,
        keys: { p256dh, auth: auth.toString('base64url') },
        read: async () =>
          outside.seen
            .filter((seen) => seen.path === path)
            .map(({ bytes, headers }) => {
              if (!isSigned(String(headers.authorization), new URL(endpoint).origin)) throw new Error('not signed')
              return decrypt(bytes, browser, auth)
            }),
      }
    },
    [Symbol.asyncDispose]: () => outside[Symbol.asyncDispose](),
  }
}

/** RFC 8291: one record, for the keys of one browser. */
function decrypt(body: Buffer, browser: ReturnType<typeof createECDH>, auth: Buffer): Told {
  const salt = body.subarray(0, 16)
  const sender = body.subarray(21, 21 + (body[20] ?? 0))
  const sealed = body.subarray(21 + sender.length)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender])
  const secret = Buffer.from(hkdfSync('sha256', browser.computeSecret(sender), auth, info, 32))
  const derived = (name: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${name}\0`, length))
  const cipher = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12))
  cipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString('utf8'))
}

/** RFC 8292: who sends says for whom, and signs it with the key that the browser subscribed with. */
function isSigned(authorization: string, audience: string): boolean {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const by = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const
  const said: { aud: string } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))
  return (
    said.aud === audience && verify('sha256', Buffer.from(`${head}.${claims}`), by, Buffer.from(signature, 'base64url'))
  )
}

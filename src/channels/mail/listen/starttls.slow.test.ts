import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { type PeerCertificate, connect as secure } from 'node:tls'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#kernel/config'
import { newId } from '#kernel/ids'
import { type Care, care } from '../../../../test/support/care.ts'
import { scratchDir } from '../../../../test/support/scratch-data.ts'
import { ownCertificate } from './own-certificate.ts'

const CARE = 'care@lumo.example'
const dir = scratchDir()
const given = ownCertificate('mx.lumo.example', new Date('2026-06-01T00:00:00Z'))
const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')]
writeFileSync(key, given.key)
writeFileSync(cert, given.cert)
const files = { SWITCHBOARD_SMTP_TLS_KEY: key, SWITCHBOARD_SMTP_TLS_CERT: cert }

let own: Care
let named: Care
beforeAll(async () => {
  const { smtpTls } = readConfig({ SWITCHBOARD_DATA: dir, ...files })
  own = await care({ start: { config: { smtpPort: 0 } } })
  named = await care({ start: { config: { smtpPort: 0, smtpTls } } })
  for (const the of [own, named]) {
    const body = {
      id: newId(),
      brand: the.lumo,
      channel: 'email',
      name: 'Care',
      settings: { address: CARE },
      allow: [],
    }
    await the.get(the.admin, 'POST /api/v1/accounts', { body })
  }
})
afterAll(() => Promise.all([own.app.stop(), named.app.stop()]))

/** Says STARTTLS as a mail server does, and answers whom it then speaks with. */
function certificateOf(the: Care): Promise<PeerCertificate> {
  const { promise, resolve, reject } = Promise.withResolvers<PeerCertificate>()
  const socket = connect(the.app.mailPort ?? 0, '127.0.0.1')
  const says = ['EHLO mx.customer.example\r\n', 'STARTTLS\r\n']
  const listen = (bytes: Buffer) => {
    // The last line of an answer has no hyphen behind its number.
    if (!/^\d{3} [^\n]*\r\n$/m.test(bytes.toString())) return
    const next = says.shift()
    if (next !== undefined) return void socket.write(next)
    socket.off('data', listen)
    const line = secure({ socket, rejectUnauthorized: false }, () => {
      resolve(line.getPeerCertificate())
      line.destroy()
    })
    line.on('error', reject)
  }
  socket.on('data', listen).on('error', reject)
  return promise
}

const mail = { from: 'amina@customer.example', to: CARE, subject: 'Hidden', text: 'on its way' }
test.each([
  ['one of its own', () => own],
  ['the one of the settings', () => named],
])('who insists on an unreadable line gets one, with %s', async (_, which) => {
  const transport = createTransport({
    host: '127.0.0.1',
    port: which().app.mailPort ?? 0,
    requireTLS: true,
    tls: { rejectUnauthorized: false },
  })
  expect((await transport.sendMail(mail)).response).toMatch(/^250/)
  transport.close()
})

test('its certificate is that of the settings, else its own', async () => {
  expect((await certificateOf(named)).subject.CN).toBe('mx.lumo.example')
  expect((await certificateOf(own)).subject.CN).toBe('switchboard')
})

test('a key alone, or one that is not of the certificate, keeps it from starting', () => {
  const other = join(dir, 'other.pem')
  writeFileSync(other, ownCertificate('other', new Date()).key)
  const read = (env: Record<string, string>) => () => readConfig({ SWITCHBOARD_DATA: dir, ...env })
  expect(read({ SWITCHBOARD_SMTP_TLS_KEY: key })).toThrow('SWITCHBOARD_SMTP_TLS_CERT is absent')
  expect(read({ ...files, SWITCHBOARD_SMTP_TLS_KEY: other })).toThrow('cannot be used with its certificate')
  expect(read({ ...files, SWITCHBOARD_SMTP_TLS_KEY: join(dir, 'none.pem') })).toThrow('(ENOENT)')
})

import { generateKeyPairSync } from 'node:crypto'
import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import { describe, expect, test } from 'vitest'
import { serverVerdict } from './trust-of.ts'
import { type Ask, verifyMail } from './verify.ts'

const header = (value: string) => [{ name: 'authentication-results', value }]
const OURS = 'mx.lumo.example'
const FROM = 'amina@customer.example'

describe('what our own server says', () => {
  test.each<[string, string, boolean]>([
    ['a passed DMARC', `${OURS}; dmarc=pass (p=reject) header.from=customer.example`, true],
    ['in capitals, with a version', `MX.LUMO.example 1; DMARC=PASS`, true],
    ['a failed DMARC, whatever else passed', `${OURS}; dmarc=fail; dkim=pass header.d=customer.example`, false],
    ['no DMARC, an aligned DKIM', `${OURS}; dmarc=none; dkim=pass header.d=customer.example`, true],
    ['no DMARC, an aligned SPF', `${OURS}; spf=pass smtp.mailfrom=bounce@customer.example`, true],
    ['no DMARC, a DKIM of somebody else', `${OURS}; dkim=pass header.d=elsewhere.example`, false],
    ['a DKIM that failed', `${OURS}; dkim=fail header.d=customer.example`, false],
    ['nothing checked', `${OURS}; none`, false],
    ['what another server says', 'mx.elsewhere.example; dmarc=pass', false],
    ['a comment that looks like a verdict', `${OURS}; dmarc=fail (; dmarc=pass)`, false],
    ['a name that only begins like ours', `${OURS}.evil.example; dmarc=pass`, false],
  ])('%s', (_, value, vouched) => {
    expect(serverVerdict(header(value), OURS, FROM).vouched).toBe(vouched)
  })

  test('counts by its topmost header alone', () => {
    const both = [...header(`${OURS}; dmarc=fail`), ...header(`${OURS}; dmarc=pass`)]
    expect(serverVerdict(both, OURS, FROM)).toMatchObject({ vouched: false, trust: { dmarc: 'fail' } })
  })
})

describe('what our listener finds out', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const records = new Map([
    ['s1._domainkey.customer.example TXT', [[`v=DKIM1; k=rsa; p=${key}`]]],
    ['_dmarc.customer.example TXT', [['v=DMARC1; p=reject']]],
    ['customer.example TXT', [['v=spf1 ip4:192.0.2.7 -all']]],
  ])
  const ask: Ask = async (domain, type) => {
    const found = records.get(`${domain} ${type}`)
    if (found !== undefined) return found
    throw Object.assign(new Error('none'), { code: 'ENOTFOUND' })
  }
  const mail = async (signed: boolean): Promise<Buffer> => {
    const dkim = {
      domainName: 'customer.example',
      keySelector: 's1',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    }
    const plain = { from: FROM, to: 'care@lumo.example', subject: 'x', text: 'hello' }
    if (!signed) return new MailComposer(plain).compile().build()
    const sent = await createTransport({ streamTransport: true, buffer: true, dkim }).sendMail(plain)
    return Buffer.isBuffer(sent.message) ? sent.message : Buffer.alloc(0)
  }
  const from = (ip: string) => ({ ip, helo: 'mail.customer.example', mailFrom: FROM })

  test('a signature that holds vouches, wherever the mail came from', async () => {
    expect(await verifyMail(await mail(true), from('192.0.2.99'), ask)).toMatchObject({
      vouched: true,
      trust: { by: 'listener', dkim: 'pass', dmarc: 'pass' },
    })
  })

  test('one changed letter does not', async () => {
    const changed = Buffer.from((await mail(true)).toString('latin1').replace('hello', 'hallo'), 'latin1')
    expect(await verifyMail(changed, from('192.0.2.99'), ask)).toMatchObject({
      vouched: false,
      trust: { dmarc: 'fail' },
    })
  })

  test('the domain’s own machine vouches without a signature, another one does not', async () => {
    expect((await verifyMail(await mail(false), from('192.0.2.7'), ask)).vouched).toBe(true)
    expect((await verifyMail(await mail(false), from('192.0.2.99'), ask)).vouched).toBe(false)
  })

  test('nobody who can be asked vouches for nobody', async () => {
    const away: Ask = () => Promise.reject(Object.assign(new Error('timeout'), { code: 'ETIMEOUT' }))
    expect((await verifyMail(await mail(true), from('192.0.2.7'), away)).vouched).toBe(false)
  })
})

import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care } from '../../../test/support/care.ts'
import { type NameServer, openNameServer } from '../../../test/support/dns.ts'
import type { Person } from '../../../test/support/people.ts'
import { openPostOffice, type PostOffice, post } from '../../../test/support/post-office.ts'
import { type Ask, askWith } from '../mail/trust/verify.ts'

const DOMAIN = 'lumo.example'
let the: Care
let dns: NameServer
let office: PostOffice
let eva: Person
const id = newId()

beforeAll(async () => {
  dns = await openNameServer()
  office = await openPostOffice()
  const config = { smtpPort: 0, dnsServers: [dns.address], publicUrl: 'http://care.lumo.example' }
  the = await care({ start: { config } })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  for (const name of ['care', 'shop']) await connect(name)
  const body = { id, brand: the.lumo, domain: DOMAIN, returnHost: `bounce.${DOMAIN}`, sentBy: null }
  await the.get(the.admin, 'POST /api/v1/sending-domains', { body })
})
afterAll(async () => {
  await the.app.stop()
  await office[Symbol.asyncDispose]()
  await dns[Symbol.asyncDispose]()
})
beforeEach(() => {
  office.seen.length = 0
})

const connect = (name: string) => {
  const smtp = { host: '127.0.0.1', port: office.port, security: 'none' }
  const settings = { address: `${name}@${DOMAIN}`, smtp, authservId: 'mx.test', relays: ['127.0.0.1'], perMinute: 3 }
  const body = { id: newId(), brand: the.lumo, channel: 'email', name, settings, allow: [office.host] }
  return the.get(the.admin, 'POST /api/v1/accounts', { body })
}
const shown = async () => {
  const { items } = await the.get(the.admin, 'GET /api/v1/sending-domains')
  const found = items.find((one) => one.id === id)
  if (found === undefined) throw new Error('the domain is not listed')
  return found
}
const check = () => the.get(the.admin, 'POST /api/v1/sending-domains/:id/checks', { params: { id } })
const states = ({ records }: Awaited<ReturnType<typeof shown>>) => records.map((one) => `${one.kind} ${one.state}`)
/** The administrator copies each record into the DNS. */
const publish = async (...kinds: string[]) => {
  for (const { kind, type, host, value } of (await shown()).records) {
    if (kinds.includes(kind)) dns.zone.set(`${host} ${type}`, [String(value).replace(/^10 /, '')])
  }
}

let counted = 0
const authenticated = { 'Authentication-Results': 'mx.test; dmarc=pass' }
/** A customer writes, an advisor answers; the mail that left. */
const exchange = async (mailbox = 'care', customer = `amina${++counted}@customer.example`) => {
  const subject = `Question ${++counted}`
  const port = the.app.mailPort ?? 0
  await post(port, { from: customer, to: `${mailbox}@${DOMAIN}`, subject, text: 'hello', headers: authenticated })
  await the.settle()
  const { items } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
  const conversation = items.find((row) => row.subject === subject)?.id ?? ''
  const message = newId()
  await the.reply(eva, conversation, 'Answer', { id: message })
  return { conversation, message, leave: () => leave() }
}
const leave = async () => {
  await the.settle()
  the.app.clock.advance({ seconds: 6 })
  await the.settle()
  return office.seen.at(-1)
}
const resolver: Ask = (name, type) => askWith([dns.address])(name, type)
const signatures = async (raw: string) => {
  const { results } = await dkimVerify(Buffer.from(raw), { resolver })
  return results.map((one) => [one.status.result, one.signingDomain, one.selector])
}

describe('the records', () => {
  test('are shown exactly, with what is seen of each; the key is nowhere', async () => {
    const domain = await shown()
    const [key] = domain.records
    expect(domain).toMatchObject({ domain: DOMAIN, returnHost: 'bounce.lumo.example', signs: false, checkedAt: null })
    expect(domain.records.map(({ kind, type, host }) => [kind, type, host])).toEqual([
      ['dkim', 'TXT', expect.stringMatching(/^sb20260609-[0-9a-f]{6}\._domainkey\.lumo\.example$/)],
      ['spf', 'TXT', 'bounce.lumo.example'],
      ['dmarc', 'TXT', '_dmarc.lumo.example'],
      ['return', 'MX', 'bounce.lumo.example'],
    ])
    expect(domain.records.map(({ value }) => value).slice(1)).toEqual([
      'v=spf1 ip4:127.0.0.1 ~all',
      'v=DMARC1; p=none',
      '10 care.lumo.example.',
    ])
    expect(key?.value).toMatch(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/]{390,}=*$/)
    expect(key?.zone).toMatch(/^sb\S+ IN TXT \( "v=DKIM1.{243}" ".+" \)$/)
    const { rows } = await the.app.app.database.pool.query('select * from channels.dkim_key')
    expect(JSON.stringify(rows)).not.toContain('PRIVATE KEY')
  })

  test('are missing, wrong and right as the DNS says; who does not answer takes nothing back', async () => {
    expect(states(await check())).toEqual(['dkim missing', 'spf missing', 'dmarc missing', 'return missing'])
    dns.zone.set('bounce.lumo.example TXT', ['other=1', 'v=spf1 include:spf.shop.example -all'])
    dns.zone.set('_dmarc.lumo.example TXT', ['v=DMARC1; p=all'])
    const wrong = await check()
    expect(states(wrong)).toEqual(['dkim missing', 'spf wrong', 'dmarc wrong', 'return missing'])
    expect(wrong.records[1]).toMatchObject({
      found: ['v=spf1 include:spf.shop.example -all'],
      value: 'v=spf1 include:spf.shop.example ip4:127.0.0.1 -all',
    })
    await publish('spf')
    dns.zone.delete('_dmarc.lumo.example TXT')
    await check()
    await publish('dmarc')
    expect(states(await check())).toEqual(['dkim missing', 'spf ok', 'dmarc ok', 'return missing'])
    dns.zone.set('_dmarc.lumo.example TXT', 'silent')
    expect(states(await check())).toEqual(['dkim missing', 'spf ok', 'dmarc ok', 'return missing'])
    dns.zone.delete('_dmarc.lumo.example TXT')
    expect(states(await check())).toContain('dmarc missing')
  }, 20_000)
})

describe('mails', () => {
  test('leave unsigned and come back to the mailbox before the records were seen', async () => {
    const sent = await (await exchange()).leave()
    expect(sent?.raw).not.toMatch(/^DKIM-Signature:/m)
    expect(sent?.from).toMatch(/^care\+b-[a-z2-7]{26}@lumo\.example$/)
  })

  test('are signed once the key was seen, and verified by whoever receives them', async () => {
    await publish('dkim', 'return')
    expect(await check()).toMatchObject({ signs: true })
    const sent = await (await exchange()).leave()
    const selector = (await shown()).records[0]?.host.split('.')[0]
    expect(await signatures(sent?.raw ?? '')).toEqual([['pass', DOMAIN, selector]])
    const changed = sent?.raw.replace('Answer', 'Another') ?? ''
    expect((await signatures(changed)).map(([result]) => result)).toEqual(['neutral'])
  })

  test('come back by the domain’s return host, and are put to their message', async () => {
    const { conversation, message, leave: out } = await exchange()
    const back = (await out())?.from ?? ''
    expect(back).toMatch(/^care\+b-[a-z2-7]{26}@bounce\.lumo\.example$/)
    const report = [
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.customer.example',
      '',
      'Final-Recipient: rfc822; amina@customer.example',
      'Action: failed',
      'Status: 5.1.1',
      '',
    ].join('\r\n')
    const parts = `--b\r\nContent-Type: text/plain\r\n\r\nNobody of that name.\r\n--b\r\n${report}\r\n--b--\r\n`
    const head = `From: mailer-daemon@customer.example\r\nTo: ${back}\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n`
    const raw = { envelope: { from: '', to: [back] }, raw: head + parts }
    expect((await post(the.app.mailPort ?? 0, raw)).code).toBe(250)
    await the.settle()
    const { messages } = await the.open(eva, conversation)
    expect(messages.find((one) => one.id === message)?.delivery).toMatchObject({ state: 'failed', why: '5.1.1' })
  })

  test('to one receiver are slowed down over all mailboxes of the domain', async () => {
    the.app.clock.advance({ minutes: 10 })
    const waiting = []
    for (const mailbox of ['care', 'shop', 'care', 'shop', 'care']) waiting.push(await exchange(mailbox))
    await leave()
    expect(office.seen.length).toBeLessThanOrEqual(3)
    const before = office.seen.length
    expect(before).toBeGreaterThan(0)
    for (let n = 0; n < 8; n++) {
      the.app.clock.advance({ seconds: 30 })
      await the.settle()
    }
    expect(office.seen).toHaveLength(waiting.length)
  })
})

describe('a new key', () => {
  const next = () => the.get(the.admin, 'PUT /api/v1/sending-domains/:id/next-key', { params: { id } })
  const hosts = async () => (await shown()).records.filter(({ kind }) => kind === 'dkim').map(({ host }) => host)
  const selectorOf = (host: string | undefined) => host?.split('.')[0]

  test('waits beside the old one until its record is seen, then signs; the old record may go after a week', async () => {
    const [old] = await hosts()
    await next()
    await next()
    const [fresh, still, ...more] = await hosts()
    expect([still, ...more]).toEqual([old])
    the.app.clock.advance({ minutes: 10 })
    await check()
    const before = await (await exchange()).leave()
    expect((await signatures(before?.raw ?? '')).map((one) => one[2])).toEqual([selectorOf(old)])

    await publish('dkim')
    const rotated = await check()
    expect(rotated).toMatchObject({ rotating: false, left: [{ host: old }] })
    expect(await hosts()).toEqual([fresh])
    the.app.clock.advance({ minutes: 10 })
    const after = await (await exchange()).leave()
    expect((await signatures(after?.raw ?? '')).map((one) => [one[0], one[2]])).toEqual([['pass', selectorOf(fresh)]])
    the.app.clock.advance({ hours: 8 * 24 })
    await the.settle()
    // Nobody stays signed in for so long.
    the.admin = await the.person({ role: 'admin', brand: null })
    eva = await the.person({ role: 'advisor', brand: the.lumo })
    expect((await shown()).left).toEqual([])
  })
})

describe('who may', () => {
  test('looks after it: administrators; others see nothing of it', async () => {
    const lead = await the.person({ role: 'lead', brand: the.vela })
    expect((await the.get(lead, 'GET /api/v1/sending-domains')).items).toEqual([])
    const body = { returnHost: null, sentBy: null }
    const params = { id }
    expect((await the.call(eva, 'PUT /api/v1/sending-domains/:id', { params, body })).status).toBeGreaterThanOrEqual(
      403,
    )
    expect((await the.call(eva, 'DELETE /api/v1/sending-domains/:id', { params })).status).toBeGreaterThanOrEqual(403)
  })

  test.each<[string, object, number]>([
    ['the same domain again', {}, 409],
    ['no domain', { domain: 'not a domain' }, 400],
    ['a return host elsewhere', { domain: 'vela.example', returnHost: 'bounce.lumo.example' }, 400],
    ['everybody as sender', { domain: 'vela.example', sentBy: '+all' }, 400],
  ])('%s is refused', async (_, more, status) => {
    const body = { id: newId(), brand: the.lumo, domain: DOMAIN, returnHost: null, sentBy: null, ...more }
    expect((await the.call(the.admin, 'POST /api/v1/sending-domains', { body })).status).toBe(status)
  })

  test('a key that cannot be opened keeps mails here, and an administrator is told', async () => {
    await the.app.app.database.pool.query(`update channels.dkim_key set private_key = 'sealed otherwise'`)
    const { conversation, message, leave: out } = await exchange('shop')
    expect(await out()).toBeUndefined()
    const { messages } = await the.open(eva, conversation)
    expect(messages.find((one) => one.id === message)?.delivery?.state).toBe('queued')
    const { items } = await the.get(the.admin, 'GET /api/v1/accounts')
    expect(items.find(({ name }) => name === 'shop')?.health).toMatchObject({
      state: 'needs-reauth',
      detail: 'dkim-key',
    })
  })

  test('a domain that is removed takes its keys along, and mails leave unsigned', async () => {
    await the.get(the.admin, 'DELETE /api/v1/sending-domains/:id', { params: { id } })
    const { rows } = await the.app.app.database.pool.query('select count(*)::int as n from channels.dkim_key')
    expect(rows).toEqual([{ n: 0 }])
    the.app.clock.advance({ minutes: 10 })
    const sent = await (await exchange()).leave()
    expect(sent?.raw).not.toMatch(/^DKIM-Signature:/m)
  })
})

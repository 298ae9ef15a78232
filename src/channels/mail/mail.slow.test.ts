import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MailUnderstood } from '#channels'
import { newId } from '#kernel/ids'
import { bounceReport } from '../../../test/support/bounce-report.ts'
import { type Care, care } from '../../../test/support/care.ts'
import { CARE, mailboxValues } from '../../../test/support/mailroom.ts'
import type { Person } from '../../../test/support/people.ts'
import { openPostOffice, type PostOffice, post } from '../../../test/support/post-office.ts'

let the: Care
let office: PostOffice
let eva: Person
let port = 0
const account = newId<'account'>()

const values = (more: object = {}) => mailboxValues(office, more)

beforeAll(async () => {
  the = await care({ start: { config: { smtpPort: 0 } } })
  office = await openPostOffice()
  port = the.app.mailPort ?? 0
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  const body = { id: account, brand: the.lumo, channel: 'email', ...values() }
  await the.get(the.admin, 'POST /api/v1/accounts', { body })
})
afterAll(async () => {
  await the.app.stop()
  await office[Symbol.asyncDispose]()
})
beforeEach(() => {
  office.seen.length = 0
  office.answers.length = 0
})

let counted = 0
const unique = (word: string): string => `${word} ${++counted}`
const pass = { 'Authentication-Results': 'mx.lumo.example; dmarc=pass header.from=customer.example' }
const amina = { name: 'Amina', address: 'amina@customer.example' }

const write = async (subject: string, text: string, more: object = {}) => {
  const sent = await post(port, { from: amina, to: CARE, subject, text, headers: pass, ...more })
  await the.settle()
  return sent
}
const rows = async (subject: string) => {
  const { items } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
  return items.filter((row) => row.subject === subject)
}
const conversationOf = async (subject: string) => {
  const found = await rows(subject)
  expect(found.map((row) => row.subject)).toEqual([subject])
  return the.open(eva, found[0]?.id ?? '')
}
const said = async (id: string) => {
  const { messages } = await the.open(eva, id)
  return messages.map((one) => `${one.by.kind}: ${one.text}`)
}
const pass6 = async (seconds = 6) => {
  await the.settle()
  the.app.clock.advance({ seconds })
  await the.settle()
}
const answer = async (conversation: string, text: string) => {
  const id = newId()
  const sent = await the.reply(eva, conversation, text, { id })
  expect(sent.status).toBe(200)
  await pass6()
  return id
}
const stateOf = async (id: string, messageId: string) => {
  const { messages } = await the.open(eva, id)
  const found = messages.find((one) => one.id === messageId)
  return [found?.delivery?.state, found?.delivery?.why ?? null]
}
const partOf = async (conversation: string) => {
  const query = 'select * from channels.mail_part where conversation_id = $1'
  const { rows: parts } = await the.app.app.database.pool.query(query, [conversation])
  return parts
}
/** The customer answers a mail of ours as mail programs do. */
const replyTo = (mail: MailUnderstood | undefined, text: string, more: object = {}) =>
  write(`Re: ${mail?.subject}`, `${text}\n\nLe 9 juin 2026, Lumo a écrit :\n> ${mail?.visible}`, {
    to: mail?.replyTo[0]?.address,
    inReplyTo: `<${mail?.messageId}>`,
    references: `<${mail?.messageId}>`,
    ...more,
  })
const outgoing = () => office.seen.at(-1)?.read

describe('what comes in', () => {
  test('is a conversation with its subject, who wrote, what was written now, and its files', async () => {
    const subject = unique('My box')
    const text = 'It does not start.\n\n-- \nAmina\n06 39 98 00 01'
    const attachments = [{ filename: 'log.txt', content: 'all lamps red' }]
    expect(await write(subject, text, { attachments, cc: 'son@customer.example' })).toMatchObject({ code: 250 })
    const { row, messages } = await conversationOf(subject)
    expect(row).toMatchObject({ channel: 'email', contact: { name: 'Amina' } })
    expect(messages.map((one) => [one.text, one.attachments.map(({ name }) => name)])).toEqual([
      ['It does not start.', ['log.txt']],
    ])
    expect(await partOf(row.id)).toMatchObject([
      {
        subject,
        from_address: 'amina@customer.example',
        signature: expect.stringContaining('06 39 98 00 01'),
        recipients: { to: [{ address: CARE }], cc: [{ address: 'son@customer.example' }] },
        trusted: true,
        trust: { by: 'server', dmarc: 'pass' },
        mark: null,
      },
    ])
  })

  test('to nobody of ours is refused, and a mail that is too large', async () => {
    expect(await post(port, { from: amina, to: 'nobody@lumo.example', subject: 'x', text: 'x' })).toMatchObject({
      code: 550,
    })
    const large = { filename: 'film.bin', content: Buffer.alloc(31_000_000) }
    expect(await post(port, { from: amina, to: CARE, subject: 'x', attachments: [large] })).toMatchObject({ code: 552 })
  })

  test('twice, with a Message-ID or without one, is one message', async () => {
    const [one, two] = [unique('with'), unique('without')]
    const again = { messageId: `<${one.replace(' ', '')}@customer.example>` }
    await write(one, 'said once', again)
    await write(one, 'said once', { ...again, headers: { ...pass, 'X-Second': 'copy' } })
    expect(await said((await conversationOf(one)).row.id)).toEqual(['contact: said once'])
    const raw = Buffer.from(`From: amina@customer.example\r\nTo: ${CARE}\r\nSubject: ${two}\r\n\r\nno id\r\n`)
    const envelope = { from: 'amina@customer.example', to: [CARE] }
    await post(port, { envelope, raw })
    await post(port, { envelope, raw })
    await the.settle()
    expect(await said((await conversationOf(two)).row.id)).toEqual(['contact: no id'])
  })

  test('is not believed when only its sender says who it is, and goes to a person', async () => {
    const subject = unique('Believe me')
    await write(subject, 'It is really me', { headers: { 'Authentication-Results': 'mx.other.example; dmarc=pass' } })
    const { row } = await conversationOf(subject)
    expect(row.holder).toBe('queue')
    expect(await partOf(row.id)).toMatchObject([{ trusted: false, trust: { by: null, dmarc: null } }])
  })

  test('an answer that is here before its question meets it', async () => {
    const subject = unique('Two mails')
    const first = `${subject.replaceAll(' ', '')}@customer.example`
    await write(`Re: ${subject}`, 'and one thing more', { inReplyTo: `<${first}>`, references: `<${first}>` })
    await write(subject, 'the beginning', { messageId: `<${first}>` })
    const { row } = await conversationOf(`Re: ${subject}`)
    expect(await said(row.id)).toEqual(['contact: and one thing more', 'contact: the beginning'])
  })

  test('is not lost while the database is away: the sender is asked to come again', async () => {
    const subject = unique('Later')
    const { pool } = the.app.app.database
    await pool.query('alter table channels.delivery rename to delivery_away')
    expect((await post(port, { from: amina, to: CARE, subject, text: 'x' })).code).toBe(451)
    await pool.query('alter table channels.delivery_away rename to delivery')
    expect((await write(subject, 'x')).code).toBe(250)
  })
})

describe('what goes out', () => {
  const begin = async () => {
    const subject = unique('Invoice')
    const { id } = await write(subject, 'Is it paid?')
    return { row: (await conversationOf(subject)).row, subject, id }
  }

  test('answers the mail, from the brand, signed, with what it answers', async () => {
    const { row, subject, id } = await begin()
    const message = await answer(row.id, 'It **is**.')
    expect(await stateOf(row.id, message)).toEqual(['sent', null])
    expect(office.seen).toHaveLength(1)
    const [{ from, to, raw, read } = { from: '', to: [], raw: '', read: undefined }] = office.seen
    expect(from).toMatch(/^care\+b-[a-z2-7]{26}@lumo\.example$/)
    expect(to).toEqual([amina.address])
    expect(read).toMatchObject({
      from: { name: 'Eva · Lumo Care', address: CARE },
      subject: `Re: ${subject}`,
      inReplyTo: [id],
      references: [id],
      visible: 'It **is**.',
      auto: null,
    })
    expect(read?.replyTo[0]?.address).toMatch(/^care\+[a-z2-7]{26}@lumo\.example$/)
    expect(read?.signature).toContain('Lumo, your operator')
    expect(read?.quoted).toContain('Is it paid?')
    expect(read?.html).toContain('<strong>is</strong>')
    expect(raw).not.toMatch(/^auto-submitted/im)
  })

  test('and comes back to its conversation by the signed address alone, or by the thread alone', async () => {
    const { row } = await begin()
    await answer(row.id, 'Which one?')
    const mail = outgoing()
    await write('Something else', 'The last one', { to: mail?.replyTo[0]?.address })
    await replyTo(mail, 'Of May', { to: CARE })
    expect(await said(row.id)).toEqual([
      'contact: Is it paid?',
      'agent: Which one?',
      'contact: The last one',
      'contact: Of May',
    ])
  })

  test('a forged address, and that of another customer, begin a conversation of their own, marked', async () => {
    const { row } = await begin()
    await answer(row.id, 'Yes')
    const address = outgoing()?.replyTo[0]?.address ?? ''
    const [forged, foreign, other] = [unique('forged'), unique('foreign'), unique('other')]
    await write(forged, 'let me in', { to: `care+${'a'.repeat(26)}@lumo.example` })
    await write(foreign, 'let me in', { to: address, from: 'mallory@elsewhere.example' })
    await write(other, 'let me in', { inReplyTo: `<${outgoing()?.messageId}>`, from: 'eve@elsewhere.example' })
    const marks = async (subject: string) => (await partOf((await conversationOf(subject)).row.id))[0]?.mark
    expect([await marks(forged), await marks(foreign), await marks(other)]).toEqual([
      'forged-address',
      'foreign-address',
      'other-sender',
    ])
    expect(await said(row.id)).toEqual(['contact: Is it paid?', 'agent: Yes'])
  })

  test('waits as long as the server is not ready, up to five days', async () => {
    const { row } = await begin()
    office.answers.push({ at: 'RCPT', code: 451, says: '4.2.1 Come again' })
    const message = await answer(row.id, 'Soon')
    expect(await stateOf(row.id, message)).toEqual(['queued', null])
    await pass6(20)
    expect(await stateOf(row.id, message)).toEqual(['sent', null])
    expect(office.seen).toHaveLength(1)
  })

  test('is shown as failed when the server refuses it for good', async () => {
    const { row } = await begin()
    office.answers.push({ at: 'RCPT', code: 550, says: '5.1.1 Nobody here' })
    expect(await stateOf(row.id, await answer(row.id, 'Hello?'))).toEqual(['failed', '5.1.1'])
  })

  test('is never sent twice when the server hung up without a word', async () => {
    const { row } = await begin()
    office.answers.push('drop')
    const message = await answer(row.id, 'Did you get this?')
    const { came } = office
    await pass6(600)
    await pass6(3600)
    expect(await stateOf(row.id, message)).toEqual(['unknown', 'econnection'])
    expect(office.came).toBe(came)
  })

  test('stops the mailbox, not the mail, when the server does not know us', async () => {
    const { row } = await begin()
    office.answers.push({ at: 'MAIL', code: 530, says: '5.7.0 Who are you' })
    const message = await answer(row.id, 'It is us')
    const { items } = await the.get(the.admin, 'GET /api/v1/accounts')
    expect(items.find((one) => one.id === account)?.health).toMatchObject({ state: 'needs-reauth', detail: '5.7.0' })
    await the.get(the.admin, 'PUT /api/v1/accounts/:id', { params: { id: account }, body: values() })
    await pass6(61)
    expect(await stateOf(row.id, message)).toEqual(['sent', null])
  })

  test('keeps to so many a minute for each receiving domain', async () => {
    await the.get(the.admin, 'PUT /api/v1/accounts/:id', { params: { id: account }, body: values({ perMinute: 1 }) })
    the.app.clock.advance({ minutes: 2 })
    const [one, two] = [await begin(), await begin()]
    const elsewhere = unique('Elsewhere')
    await write(elsewhere, 'me too', { from: 'omar@other.example' })
    office.seen.length = 0
    const ids = [await answer(one.row.id, 'a'), await answer(two.row.id, 'b')]
    await answer((await conversationOf(elsewhere)).row.id, 'c')
    expect(office.seen.map(({ to }) => to[0])).toEqual([amina.address, 'omar@other.example'])
    await pass6(120)
    expect(await stateOf(two.row.id, ids[1] ?? '')).toEqual(['sent', null])
    await the.get(the.admin, 'PUT /api/v1/accounts/:id', { params: { id: account }, body: values() })
    the.app.clock.advance({ minutes: 2 })
  })
})

describe('machines', () => {
  const begin = async () => {
    const subject = unique('Parcel')
    await write(subject, 'Where is it?')
    const { row } = await conversationOf(subject)
    const message = await answer(row.id, 'On its way')
    return { row, message, mail: office.seen.at(-1) }
  }
  const report = (to: string, original: string, status: string, action: 'failed' | 'delayed' = 'failed') => ({
    from: 'Mail Delivery System <mailer-daemon@mx.customer.example>',
    to,
    subject: 'Undelivered Mail Returned to Sender',
    envelope: { from: '', to },
    raw: bounceReport({ to, recipient: 'amina@customer.example', status, action, original }),
  })
  const suppressed = async () =>
    (await the.get(the.admin, 'GET /api/v1/accounts/:id/suppressions', { params: { id: account } })).items

  test('an out-of-office note is filed where it belongs: nothing opens again, nobody waits, no answer', async () => {
    const { row, mail } = await begin()
    await the.get(eva, 'PUT /api/v1/conversations/:id/solution', {
      params: { id: row.id },
      body: { disposition: null },
    })
    office.seen.length = 0
    await replyTo(mail?.read, 'I am away until Monday', { headers: { ...pass, 'Auto-Submitted': 'auto-replied' } })
    await pass6()
    const now = await the.open(eva, row.id)
    expect(now.row).toMatchObject({ status: 'solved', lastContactSeq: 1 })
    expect(now.messages.at(-1)).toMatchObject({
      visibility: 'note',
      by: { kind: 'system' },
      text: 'I am away until Monday',
    })
    expect(office.seen).toEqual([])
  })

  test('a mail that came back is put to the message, by its return path, and its address gets nothing more until that is lifted', async () => {
    const { row, message, mail } = await begin()
    await post(port, report(mail?.from ?? '', 'somebody@else.example', '5.1.1'))
    await the.settle()
    expect(await stateOf(row.id, message)).toEqual(['failed', '5.1.1'])
    expect(await suppressed()).toMatchObject([{ address: amina.address, code: '5.1.1', conversation: row.id, message }])
    office.seen.length = 0
    expect(await stateOf(row.id, await answer(row.id, 'Hello?'))).toEqual(['failed', 'suppressed'])
    expect(office.seen).toEqual([])
    const params = { id: account, contact: row.contact.id }
    await the.get(the.admin, 'DELETE /api/v1/accounts/:id/suppressions/:contact', { params })
    expect(await suppressed()).toEqual([])
    expect(await stateOf(row.id, await answer(row.id, 'Hello!'))).toEqual(['sent', null])
  })

  test('by the Message-ID inside the report, too; what is only late changes nothing', async () => {
    const { row, message, mail } = await begin()
    await post(port, report(CARE, mail?.read.messageId ?? '', '4.4.1', 'delayed'))
    await the.settle()
    expect(await stateOf(row.id, message)).toEqual(['sent', null])
    await post(port, report(CARE, mail?.read.messageId ?? '', '5.2.2'))
    await the.settle()
    expect(await stateOf(row.id, message)).toEqual(['failed', '5.2.2'])
    expect(await suppressed()).toEqual([])
  })

  test('a report about no mail of ours stops nothing: a person sees it', async () => {
    const { row, message } = await begin()
    await post(port, report(CARE, `${message}.forged@lumo.example`, '5.1.1'))
    await the.settle()
    expect(await stateOf(row.id, message)).toEqual(['sent', null])
    expect(await suppressed()).toEqual([])
    const found = await conversationOf('Undelivered Mail Returned to Sender')
    expect(found.row.holder).toBe('queue')
  })

  test('a mail of ours that comes round to us is no message', async () => {
    const { row, mail } = await begin()
    await post(port, { envelope: { from: 'list@else.example', to: [CARE] }, raw: mail?.raw ?? '' })
    await the.settle()
    expect(await said(row.id)).toEqual(['contact: Where is it?', 'agent: On its way'])
  })
})

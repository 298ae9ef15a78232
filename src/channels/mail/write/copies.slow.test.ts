import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { AMINA, CARE, type Mailroom, openMailroom } from '../../../../test/support/mailroom.ts'

let room: Mailroom

beforeAll(async () => {
  room = await openMailroom()
})
afterAll(() => room[Symbol.asyncDispose]())

const SON = 'son@customer.example'
const BOSS = 'boss@lumo.example'
const mail = (more: object = {}) => ({ subject: '', cc: [], bcc: [], quote: true, ...more })
const reply = async (id: string, text: string, more: object = {}) => {
  const { status, body } = await room.the.reply(room.eva, id, text, { mail: mail(more) })
  await room.leave()
  return { status, body, sent: room.office.seen.at(-1) }
}
const talk = async (subject: string, more: object = {}) => {
  await room.write(subject, `${subject}, please`, more)
  return room.find(subject)
}

test('subject, copies and hidden copies go with the reply; a hidden one stands in no header', async () => {
  const id = await talk('A new modem')
  const { sent } = await reply(id, 'It is on its way', { subject: 'Your modem, order 12', cc: [SON], bcc: [BOSS] })
  expect(sent?.to.toSorted()).toEqual([AMINA.address, BOSS, SON])
  expect(sent?.read).toMatchObject({ subject: 'Your modem, order 12', cc: [{ address: SON }] })
  expect(sent?.raw).not.toContain('boss')
  expect(sent?.read.text).toContain('A new modem, please')
  const { messages } = await room.the.open(room.eva, id)
  expect(messages.at(-1)?.mail).toEqual({ subject: 'Your modem, order 12', cc: [SON], bcc: [BOSS], quote: true })
})

test('without a subject it is that of the conversation; the quote may be left out', async () => {
  const id = await talk('No quote')
  const { sent } = await reply(id, 'Here you are', { quote: false })
  expect([sent?.read.subject, sent?.read.quoted]).toEqual(['Re: No quote', ''])
  expect(sent?.read.text).not.toContain('No quote, please')
})

test('what cannot be carried is refused and nothing is sent', async () => {
  const { the, eva } = room
  const customer = await the.visitor('Hello')
  await the.settle()
  const { status, body } = await the.reply(eva, customer.id, 'Hi', { mail: mail({ cc: [SON] }) })
  expect([status, body]).toMatchObject([400, { faults: [{ pointer: '/mail' }] }])
  const id = await talk('Many copies')
  const many = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `a${from + n}@copy.example`)
  const refused = await the.reply(eva, id, 'Hi', { mail: mail({ cc: many(0, 12), bcc: many(12, 24) }) })
  expect([refused.status, refused.body]).toMatchObject([400, { faults: [{ pointer: '/mail/cc' }] }])
  expect((await the.reply(eva, id, 'Hi', { mail: mail({ cc: ['no address'] }) })).status).toBe(400)
  expect((await the.open(eva, id)).messages).toHaveLength(1)
})

test('whoever was copied in answers as themselves and never as the customer; a hidden one begins a conversation', async () => {
  const { the, eva } = room
  const id = await talk('My mother’s line')
  const { sent } = await reply(id, 'Who is it for?', { cc: [SON], bcc: [BOSS] })
  const params = { id }
  await the.get(eva, 'PUT /api/v1/conversations/:id/solution', { params, body: { disposition: null } })
  await room.answer(sent?.read, 'For my mother', { from: { name: 'Karim', address: SON } })
  const { row, messages } = await the.open(eva, id)
  expect(messages.at(-1)).toMatchObject({
    by: { kind: 'system', name: 'Karim' },
    visibility: 'note',
    text: 'For my mother',
  })
  expect(row).toMatchObject({ status: 'open', lastContactSeq: 1, contact: { name: 'Amina' }, waitingSince: null })
  const desk = await the.get(eva, 'GET /api/v1/conversations/:id/mail', { params })
  expect(desk.letters.at(-1)).toMatchObject({ mark: 'copied-in', from: { address: SON } })
  const told = await the.get(eva, 'GET /api/v1/notices')
  expect(told.items[0]).toMatchObject({ kind: 'beside', about: { id } })

  await room.answer(sent?.read, 'I am hidden', { from: BOSS })
  expect((await the.open(eva, id)).messages).toHaveLength(3)
  await reply(id, 'Thank you')
  expect(room.office.seen.at(-1)?.raw).not.toContain('For my mother')
})

test('a copy that comes back is not the customer’s fault; a draft keeps what was typed', async () => {
  const { the, eva } = room
  const id = await talk('Comes back')
  const { sent, body } = await reply(id, 'Hello', { cc: ['nobody@gone.example'] })
  await room.write('Undelivered Mail Returned to Sender', '', {
    from: 'MAILER-DAEMON@gone.example',
    envelope: { from: '', to: [sent?.from ?? ''] },
    text: `This is the mail system at host gone.example.\n\nI'm sorry to have to inform you that your message could not be delivered.\n\n<nobody@gone.example>: host gone.example said: 550 5.1.1 User unknown`,
    headers: { 'Auto-Submitted': 'auto-replied' },
  })
  const { messages } = await the.open(eva, id)
  expect(messages.find((one) => one.id === body.message.id)?.delivery?.state).toBe('sent')
  const params = { id, kind: 'reply' }
  const draft = { text: '', mail: { subject: 'Half a', cc: 'son@cust', bcc: '', quote: false } }
  await the.get(eva, 'PUT /api/v1/conversations/:id/drafts/:kind', { params, body: draft })
  expect((await the.open(eva, id)).drafts).toMatchObject([{ kind: 'reply', ...draft }])
})

test('an advisor writes first: a conversation of theirs, which the customer’s answer joins', async () => {
  const { the, eva, office } = room
  const contact = (await the.open(eva, await talk('Known'))).row.contact.id
  const body = { id: newId(), message: newId(), subject: 'Your order', text: 'It is here', cc: [], bcc: [] }
  const begin = (more: object = {}) =>
    the.call(eva, 'POST /api/v1/contacts/:id/mails', { params: { id: contact }, body: { ...body, ...more } })
  expect([(await begin()).status, (await begin()).status, (await begin({ text: 'Other' })).status]).toEqual([
    204, 204, 409,
  ])
  await room.leave()
  const sent = office.seen.at(-1)
  expect([sent?.to, sent?.read.subject]).toEqual([[AMINA.address], 'Your order'])
  await room.answer(sent?.read, 'I come at five')
  const { row, messages } = await the.open(eva, body.id)
  expect(messages.map((one) => one.text)).toEqual(['It is here', 'I come at five'])
  expect(row).toMatchObject({ holder: 'agent', assignee: { id: eva.id }, subject: 'Your order', lastContactSeq: 2 })

  const hasty = { id: newId(), message: newId() }
  await begin(hasty)
  const params = { id: hasty.id, message: hasty.message }
  await the.get(eva, 'DELETE /api/v1/conversations/:id/messages/:message', { params })
  await room.leave()
  expect(office.seen.at(-1)).toBe(office.seen.find(({ read }) => read.visible === 'It is here'))
  expect((await the.open(eva, hasty.id)).row.status).toBe('solved')
  const stranger = await the.visitor('no address')
  await the.settle()
  const known = (await the.open(eva, stranger.id)).row.contact.id
  const to = { params: { id: known }, body: { ...body, id: newId(), message: newId() } }
  expect((await the.call(eva, 'POST /api/v1/contacts/:id/mails', to)).status).toBe(422)
  expect(CARE).toBe(sent?.read.from.address)
})

test('a server that takes the copy and not the customer has not taken the answer', async () => {
  const { the, eva, office } = room
  const id = await talk('Only the copy')
  office.answers.push({ at: 'RCPT', code: 550, says: '5.1.1 Nobody here' })
  const { sent } = await reply(id, 'Hello', { cc: [SON] })
  expect(sent?.to).toEqual([SON])
  const { messages } = await the.open(eva, id)
  expect(messages.at(-1)?.delivery).toEqual({ state: 'failed', why: '5.1.1' })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Mailroom, openMailroom } from '../../../../test/support/mailroom.ts'

const JAN = 'jan@fibre.example'
let room: Mailroom

beforeAll(async () => {
  room = await openMailroom()
})
afterAll(() => room[Symbol.asyncDispose]())

const ask = async (conversation: string, more: object = {}) => {
  const body = {
    id: newId(),
    message: newId(),
    to: { address: JAN, name: 'Jan Peeters' },
    subject: 'Line of a customer in Namur',
    text: 'Can you look at this today?',
    include: [],
    files: [],
    ...more,
  }
  const params = { id: conversation }
  const { status } = await room.the.call(room.eva, 'POST /api/v1/conversations/:id/sides', { params, body })
  return { ...body, status }
}
const inSide = async (conversation: string, side: string) => {
  const { messages } = await room.the.open(room.eva, conversation)
  return messages.filter((one) => one.side === side).map((one) => `${one.by.kind} ${one.by.name}: ${one.text}`)
}

test('an outsider gets what was chosen and no more, and answers into the exchange', async () => {
  const { the, office, eva } = room
  const attachments = [{ filename: 'lamps.txt', content: 'all lamps red' }]
  await room.write('My fibre', 'No light since Monday', { attachments })
  const id = await room.find('My fibre')
  await the.get(eva, 'PUT /api/v1/conversations/:id/assignment', { params: { id }, body: { agent: eva.id } })
  const [first] = (await the.open(eva, id)).messages
  const note = { id: newId(), text: 'She is angry' }
  await the.get(eva, 'POST /api/v1/conversations/:id/notes', { params: { id }, body: note })
  expect((await ask(id, { include: [note.id] })).status).toBe(400)

  office.seen.length = 0
  const { attachments: [file] = [] } = first ?? {}
  const asked = await ask(id, { include: [first?.id], files: [file?.id] })
  expect(asked.status).toBe(204)
  await room.leave()
  const [mail] = office.seen
  expect(mail?.to).toEqual([JAN])
  expect(mail?.read.subject).toBe(asked.subject)
  expect(mail?.read.text).toContain('No light since Monday')
  expect(mail?.read.attachments.map(({ name }) => name)).toEqual(['lamps.txt'])
  expect(mail?.raw).not.toMatch(/angry|customer\.example/)
  expect(mail?.read.references).toEqual([])

  await room.answer(mail?.read, 'We go there at two', { from: { name: 'Jan Peeters', address: JAN } })
  expect(await inSide(id, asked.id)).toEqual([
    expect.stringContaining('Can you look at this today?'),
    'system Jan Peeters: We go there at two',
  ])
  const { row, sides } = await the.open(eva, id)
  expect(sides).toMatchObject([{ id: asked.id, address: JAN, subject: asked.subject }])
  expect(row).toMatchObject({ lastText: 'No light since Monday', lastContactSeq: 1 })

  office.seen.length = 0
  const more = { id: newId(), text: 'Thank you' }
  const params = { id, side: asked.id }
  await the.get(eva, 'POST /api/v1/conversations/:id/sides/:side/messages', { params, body: more })
  await room.leave()
  expect(office.seen.map(({ to, read }) => [to, read.subject])).toEqual([[[JAN], `Re: ${asked.subject}`]])
  expect(office.seen[0]?.read.quoted).toContain('We go there at two')
})

test('the customer learns nothing of it: not in a mail, not in a window, not in an export', async () => {
  const { the, office, eva } = room
  const customer = await the.visitor('My line is down', { name: 'Ines' })
  await the.settle()
  const asked = await ask(customer.id)
  await room.leave()
  await room.answer(office.seen.at(-1)?.read, 'A SECRET of the technician', { from: JAN })
  expect((await inSide(customer.id, asked.id)).at(-1)).toContain('SECRET')
  expect(await customer.sees()).toEqual(['you: My line is down'])
  const { row } = await the.open(eva, customer.id)
  const exported = await the.app.fetch(`/api/v1/contacts/${row.contact.id}/export`, { session: the.admin.session })
  expect(exported.status).toBe(200)
  expect(await exported.text()).not.toMatch(/SECRET|fibre\.example|look at this today/)

  await room.write('My bill', 'It is wrong')
  const id = await room.find('My bill')
  await ask(id)
  await room.leave()
  const told = office.seen.at(-1)?.read
  await room.answer(told, 'A SECRET of the partner', { from: JAN })
  await the.reply(eva, id, 'We look at it')
  await room.leave()
  const mail = office.seen.at(-1)
  expect(mail?.to).toEqual(['amina@customer.example'])
  expect(mail?.read.visible).toBe('We look at it')
  expect(mail?.raw).not.toMatch(/SECRET|fibre/)
  expect(mail?.raw).not.toContain(told?.messageId)
})

test('who holds the signed address answers there and is marked; who only knows the mail begins a conversation', async () => {
  const { the, office } = room
  await room.write('Two doors', 'Hello')
  const id = await room.find('Two doors')
  const asked = await ask(id)
  await room.leave()
  const mail = office.seen.at(-1)?.read
  await room.answer(mail, 'For Jan, who is away', { from: 'piet@fibre.example' })
  expect((await inSide(id, asked.id)).at(-1)).toContain('For Jan, who is away')
  const desk = await the.get(room.eva, 'GET /api/v1/conversations/:id/mail', { params: { id } })
  expect(desk.letters.at(-1)).toMatchObject({ mark: 'other-sender', from: { address: 'piet@fibre.example' } })
  await room.answer(mail, 'I only saw the mail', { from: 'eve@other.example', to: 'care@lumo.example' })
  expect(await inSide(id, asked.id)).toHaveLength(2)
})

test('a mail that comes back from an outsider keeps nobody from writing to the customer; one taken back never left', async () => {
  const { the, office, eva } = room
  await room.write('Comes back', 'Hello')
  const id = await room.find('Comes back')
  const asked = await ask(id, { to: { address: 'nobody@gone.example', name: '' } })
  await room.leave()
  const sent = office.seen.at(-1)
  await room.write('Undelivered Mail Returned to Sender', `<nobody@gone.example>: 550 5.1.1 User unknown`, {
    from: 'MAILER-DAEMON@gone.example',
    envelope: { from: '', to: [sent?.from ?? ''] },
    text: `This is the mail system at host gone.example.\n\nI'm sorry to have to inform you that your message could not be delivered.\n\n<nobody@gone.example>: host gone.example said: 550 5.1.1 User unknown`,
    headers: { 'Auto-Submitted': 'auto-replied' },
  })
  const states = (await the.open(eva, id)).messages.filter((one) => one.side === asked.id)
  expect(states[0]?.delivery?.state).toBe('failed')
  const { out } = await the.get(eva, 'GET /api/v1/conversations/:id/mail', { params: { id } })
  expect(out?.refused).toBeNull()

  office.seen.length = 0
  const hasty = await ask(id, { subject: 'A hasty one' })
  const params = { id, message: hasty.message }
  await the.get(eva, 'DELETE /api/v1/conversations/:id/messages/:message', { params })
  await room.leave()
  expect(office.seen).toEqual([])
})

test('said twice it is meant once; another brand and our own address are refused', async () => {
  const { the } = room
  await room.write('Once', 'Hello')
  const id = await room.find('Once')
  const asked = await ask(id)
  const { status: _, ...said } = asked
  expect((await ask(id, said)).status).toBe(204)
  expect((await the.open(room.eva, id)).sides).toHaveLength(1)
  expect((await ask(id, { to: { address: 'care@lumo.example', name: '' } })).status).toBe(400)
  const other = await the.person({ role: 'advisor', brand: the.vela })
  const body = { ...said, id: newId(), message: newId() }
  expect((await the.call(other, 'POST /api/v1/conversations/:id/sides', { params: { id }, body })).status).toBe(404)
})

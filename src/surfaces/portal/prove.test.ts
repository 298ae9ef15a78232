import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { conversationFor } from '#conversations'
import { system } from '#kernel/access'
import { type ConversationId, newId } from '#kernel/ids'
import { openLog } from '#kernel/log'
import { openNotices } from '#notices'
import { levelHeld, openProofs } from '#proofs'
import { type Care, care } from '../../../test/support/care.ts'
import { everyTable } from '../../../test/support/everywhere.ts'
import { AMINA, type Mailroom, openMailroom } from '../../../test/support/mailroom.ts'
import { brandValues, type Person } from '../../../test/support/people.ts'
import { openPortal } from './module.ts'

const logged: string[] = []
const log = openLog('debug', { write: (line) => void logged.push(line) })
let the: Care
let room: Mailroom
let eva: Person
let karim: Person
beforeAll(async () => {
  the = await care({ modules: [openNotices, openProofs, openPortal], start: { config: { smtpPort: 0 }, log } })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'fr'], firstHolder: 'queue' })
  await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id: the.lumo }, body })
  room = await openMailroom(the)
})
beforeEach(async () => {
  // Nobody is held to what another test did within the hour, and sessions end meanwhile.
  the.app.clock.advance({ hours: 2 })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  karim = await the.person({ role: 'advisor', brand: the.lumo })
})
afterAll(async () => {
  await room?.[Symbol.asyncDispose]()
  await the?.app.stop()
})

let written = 0
/** Amina writes by mail, her address vouched for by its server. */
async function writes(): Promise<string> {
  written += 1
  const subject = `My contract ${written}`
  await room.write(subject, 'What is my PUK?')
  // What is on file was there before it is asked.
  the.app.clock.advance({ seconds: 1 })
  const { items } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all', order: 'newest' } })
  return items.find((row) => row.subject === subject)?.id ?? ''
}
const asks = (who: Person, conversation: string, level: 'code' | 'channel' = 'code', proof = newId()) =>
  the.call(who, 'PUT /api/v1/conversations/:id/proofs/:proof', { params: { id: conversation, proof }, body: { level } })
const view = (conversation: string) =>
  the.get(eva, 'GET /api/v1/conversations/:id/proof', { params: { id: conversation } })
const stateOf = async (conversation: string) => (await view(conversation)).latest?.state

/** The page's path in the newest message of the conversation. */
async function linkIn(conversation: string): Promise<string> {
  await the.settle()
  const { messages } = await the.open(eva, conversation)
  const url = /https?:\/\/\S+\/prove\/\S+/.exec(messages.at(-1)?.text ?? '')?.[0] ?? ''
  return new URL(url).pathname
}
async function asked(conversation: string, level: 'code' | 'channel' = 'code'): Promise<string> {
  expect((await asks(eva, conversation, level)).status).toBe(200)
  return linkIn(conversation)
}
const opens = (path: string) => the.app.fetch(`${path}?lang=en`, { headers: { 'sec-fetch-dest': 'document' } })
const shows = async (path: string) => (await opens(path)).text()
async function presses(path: string, given: Record<string, string>): Promise<string | null> {
  const answer = await the.app.fetch(path, {
    redirect: 'manual',
    method: 'POST',
    body: new URLSearchParams(given).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  await the.settle()
  return new URL(answer.headers.get('location') ?? '/none', 'http://x').searchParams.get('said')
}
const wayOn = async (path: string) => /name="way" value="([^"]+)"/.exec(await shows(path))?.[1] ?? ''
/** Asks for a code on the page; answers it as the mail has it. */
async function codeFor(path: string): Promise<string> {
  const before = room.office.seen.length
  expect(await presses(path, { do: 'send', way: await wayOn(path) })).toBe('sent')
  await room.leave()
  const mail = room.office.seen.slice(before).find(({ read }) => /^\d{6}$/m.test(read.text ?? ''))
  expect(mail?.to).toEqual([AMINA.address])
  return /^\d{6}$/m.exec(mail?.read.text ?? '')?.[0] ?? ''
}
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const held = async (id: string) =>
  levelHeld(
    the.app.app.database.db,
    await conversationFor(system, id as ConversationId, the.app.app.database.db),
    the.app.clock.now(),
  )
const everyCell = async () => (await everyTable(the.app.app.database.pool)).map(({ text }) => text).join(' ')

test('asked, opened, proved by a code to the address on file: who asked sees the level and until when, and nothing of the code is anywhere', async () => {
  const id = await writes()
  expect(await view(id)).toMatchObject({
    latest: null,
    levels: { code: { ok: true }, channel: { ok: true } },
    ways: [{ channel: 'email', handle: 'a•••@customer.example' }],
  })
  const path = await asked(id)
  expect(await stateOf(id)).toBe('asked')
  // A program that looks at links opens nothing.
  await the.app.fetch(path)
  expect(await stateOf(id)).toBe('asked')
  const page = await shows(path)
  expect(page).toContain('a•••@customer.example')
  expect(page).not.toContain(AMINA.address)
  expect(await stateOf(id)).toBe('opened')
  const code = await codeFor(path)
  expect(await presses(path, { do: 'check', code: ` ${code.slice(0, 3)} ${code.slice(3)}` })).toBe('proved')
  const { latest } = await view(id)
  expect(latest).toMatchObject({ state: 'proved', level: 'code', askedBy: 'Eva Person' })
  const until = Date.parse(latest?.until ?? '') - the.app.clock.now().getTime()
  expect(until).toBeGreaterThan(29 * 60_000)
  expect(until).toBeLessThanOrEqual(30 * 60_000)
  expect(await held(id)).toMatchObject({ level: 'code' })
  const names = (await the.open(eva, id)).lines.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['proof.asked', 'proof.opened', 'proof.proved']))
  expect(await shows(path)).toContain('Thank you, it is proved')
  expect(new RegExp(`\\b${code}\\b`).test(await everyCell())).toBe(false)
  const said = logged.join('')
  expect(said).toContain('/b/:brand/prove/:token')
  expect(said).not.toContain(path.split('/').at(-1))
  expect(new RegExp(`\\b${code}\\b`).test(said)).toBe(false)
  // A link that was used proves nothing again.
  expect(await presses(path, { do: 'check', code })).toBe('over')
  the.app.clock.advance({ minutes: 31 })
  expect(await held(id)).toBeNull()
})

test('another conversation is not proved by it, and no link of one brand works on the page of another', async () => {
  const [one, two] = [await writes(), await writes()]
  const [first, second] = [await asked(one), await asked(two)]
  const code = await codeFor(first)
  expect(await presses(second, { do: 'check', code })).toBe('spent')
  const abroad = first.replace('/b/lumo/', '/b/vela/')
  expect((await opens(abroad)).status).toBe(404)
  expect(await presses(abroad, { do: 'check', code })).toBeNull()
  expect((await opens(first.replace(/[\w-]{32}$/, 'A'.repeat(32)))).status).toBe(404)
  expect(await presses(first, { do: 'check', code })).toBe('proved')
  expect(await held(two)).toBeNull()
  const abroadPerson = await the.person({ role: 'lead', brand: the.vela })
  expect((await asks(abroadPerson, one)).status).toBe(404)
})

test('guessing ends: five tries a code, three codes, a minute apart; then it has failed and can be asked anew', async () => {
  const id = await writes()
  const path = await asked(id)
  for (const round of [1, 2, 3]) {
    const code = await codeFor(path)
    if (round === 1) expect(await presses(path, { do: 'send', way: await wayOn(path) })).toBe('soon')
    for (const _ of [1, 2, 3, 4]) expect(await presses(path, { do: 'check', code: other(code) })).toBe('wrong')
    expect(await presses(path, { do: 'check', code: other(code) })).toBe(round === 3 ? 'failed' : 'spent')
    // The right one comes too late for this code.
    expect(await presses(path, { do: 'check', code })).toBe(round === 3 ? 'over' : 'spent')
    the.app.clock.advance({ seconds: 61 })
  }
  expect(await stateOf(id)).toBe('failed')
  expect(await shows(path)).toContain('Nothing is blocked')
  // The owner is not locked out.
  const again = await asked(id)
  const code = await codeFor(again)
  expect(await presses(again, { do: 'check', code })).toBe('proved')
})

test('a mailbox is not filled: six codes an hour to one address, whoever asks', async () => {
  const paths: string[] = []
  for (const _ of [1, 2, 3]) paths.push(await asked(await writes()))
  const [a = '', b = '', c = ''] = paths
  for (const path of [a, a, a, b, b, b]) {
    await codeFor(path)
    the.app.clock.advance({ seconds: 61 })
  }
  expect(await presses(c, { do: 'send', way: await wayOn(c) })).toBe('many')
  expect(await presses(a, { do: 'send', way: await wayOn(a) })).toBe('many')
})

test('a code ends after ten minutes, a link after half an hour, by the clock', async () => {
  const id = await writes()
  const path = await asked(id)
  const code = await codeFor(path)
  the.app.clock.advance({ minutes: 10, seconds: 1 })
  expect(await presses(path, { do: 'check', code })).toBe('spent')
  the.app.clock.advance({ minutes: 20 })
  const late = await opens(path)
  expect(late.status).toBe(410)
  expect(await late.text()).toContain('This link has expired')
  await the.settle()
  expect(await stateOf(id)).toBe('expired')
})

test('two advisors ask at once: one question, and the other is told who asked; it can be taken back and declined', async () => {
  const id = await writes()
  const both = await Promise.all([asks(eva, id), asks(karim, id)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(JSON.stringify(both.find(({ status }) => status === 409)?.body)).toContain('has asked already')
  const proof = (await view(id)).latest?.id ?? ''
  const path = await linkIn(id)
  const back = () => the.get(karim, 'DELETE /api/v1/conversations/:id/proofs/:proof', { params: { id, proof } })
  expect(await back()).toMatchObject({ state: 'withdrawn' })
  expect(await back()).toMatchObject({ state: 'withdrawn' })
  expect(await shows(path)).toContain('not needed any more')
  expect(await presses(path, { do: 'press' })).toBe('over')
  const second = await asked(id)
  expect(await presses(second, { do: 'decline' })).toBe('declined')
  expect(await stateOf(id)).toBe('declined')
})

test('asked twice with one id it is asked once; a message taken back takes the question with it', async () => {
  const id = await writes()
  const proof = newId()
  await asks(eva, id, 'channel', proof)
  expect((await asks(eva, id, 'channel', proof)).status).toBe(200)
  const { messages } = await the.open(eva, id)
  const sent = messages.filter(({ text }) => text.includes('/prove/'))
  expect(sent).toHaveLength(1)
  await the.get(eva, 'DELETE /api/v1/conversations/:id/messages/:message', {
    params: { id, message: sent[0]?.id ?? '' },
  })
  await the.settle()
  expect(await stateOf(id)).toBe('withdrawn')
})

test('a press proves that the channel is read; doubted, it ends at once', async () => {
  const id = await writes()
  const path = await asked(id, 'channel')
  expect(await presses(path, { do: 'check', code: '000000' })).toBe('spent')
  expect(await presses(path, { do: 'press' })).toBe('proved')
  expect(await held(id)).toMatchObject({ level: 'channel' })
  const proof = (await view(id)).latest?.id ?? ''
  await the.get(eva, 'DELETE /api/v1/conversations/:id/proofs/:proof', { params: { id, proof } })
  expect(await held(id)).toBeNull()
})

test('with nothing on file both sides are told what to do: what somebody only says is theirs proves nothing', async () => {
  const visitor = await the.visitor('Bonjour', { name: 'Amina' })
  await the.get({ token: visitor.token }, 'PUT /api/v1/chat/address', { body: { email: 'claimed@mail.example' } })
  await the.settle()
  expect(await view(visitor.id)).toMatchObject({
    ways: [],
    levels: { code: { ok: false, why: 'why.proof-nothing' }, channel: { ok: false, why: 'why.proof-window' } },
  })
  const refused = await asks(eva, visitor.id)
  expect(refused.status).toBe(422)
  expect(JSON.stringify(refused.body)).toContain('store with an identity document')
  // It was on file when it was asked, and is not any more.
  const id = await writes()
  const path = await asked(id)
  await the.app.app.database.pool.query(`update people.identity set level = 'claimed' where handle_key = $1`, [
    AMINA.address,
  ])
  expect(await shows(path)).toContain('no address on file')
  await the.app.app.database.pool.query(`update people.identity set level = 'channel' where handle_key = $1`, [
    AMINA.address,
  ])
})

test('merged in the meantime: the question goes along, and what is proved holds for who remains', async () => {
  const visitor = await the.visitor('Here I am', { lang: 'en' })
  const chat = await the.open(eva, visitor.id)
  const mail = await writes()
  const path = await asked(mail)
  const from = (await the.open(eva, mail)).row.contact.id
  const lead = await the.person({ role: 'lead', brand: the.lumo })
  await the.ask(lead, 'POST /api/v1/contacts/:id/merges' as never, {
    params: { id: chat.row.contact.id },
    body: { id: newId(), other: from },
  })
  await the.settle()
  const code = await codeFor(path)
  expect(await presses(path, { do: 'check', code })).toBe('proved')
  expect(await held(mail)).toMatchObject({ level: 'code' })
  expect(await held(visitor.id)).toBeNull()
  // The address is on file for them now, and was before they are asked.
  expect(await view(visitor.id)).toMatchObject({ levels: { code: { ok: true } } })
})

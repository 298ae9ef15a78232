import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openLog } from '#kernel/log'
import { openNotices } from '#notices'
import { openSecureForms } from '#secure-forms'
import type { Takes } from '#secure-forms/contract'
import { type Care, care } from '../../../test/support/care.ts'
import { tablesSaying } from '../../../test/support/everywhere.ts'
import { AMINA, openMailroom } from '../../../test/support/mailroom.ts'
import { type Outside, openOutside, signatureOf } from '../../../test/support/outside.ts'
import { brandValues, type Person } from '../../../test/support/people.ts'
import { FORM_SECRET, formValues } from '../../../test/support/secure-forms.ts'
import { openPortal } from './module.ts'

const IBAN = 'GB82 WEST 1234 5698 7654 32'
const CLOSED_UP = IBAN.replaceAll(' ', '')
const CARD = '4242 4242 4242 4242'
const MARK = 'canary-zq81-document'
const PDF = Buffer.from(`%PDF-1.7\n${MARK}\n%%EOF`)

const logged: string[] = []
const log = openLog('debug', { write: (line) => void logged.push(line) })
let the: Care
let sink: Outside
let eva: Person
let boss: Person
beforeAll(async () => {
  the = await care({ modules: [openNotices, openSecureForms, openPortal], start: { config: { smtpPort: 0 }, log } })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'fr'], firstHolder: 'queue' })
  await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id: the.lumo }, body })
  sink = await openOutside()
})
beforeEach(async () => {
  sink.seen.length = 0
  sink.answers.length = 0
  sink.whenTaken = null
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  boss = await the.person({ role: 'admin', brand: null })
})
afterAll(async () => {
  await sink?.[Symbol.asyncDispose]()
  await the?.app.stop()
})

const names = { iban: 'Bank account', card: 'Payment card', document: 'Identity card', text: 'Meter number' }
async function defined(takes: Takes, more: object = {}): Promise<string> {
  const body = {
    id: newId(),
    brand: the.lumo,
    takes,
    secret: FORM_SECRET,
    ...formValues(sink, { name: { en: names[takes] }, ...more }),
  }
  return (await the.get(boss, 'POST /api/v1/secure-forms', { body })).id
}
const asks = (conversation: string, form: string, request = newId(), purpose = 'For the direct debit you want') =>
  the.call(eva, 'PUT /api/v1/conversations/:id/secure-forms/:request', {
    params: { id: conversation, request },
    body: { form, purpose },
  })
const view = (conversation: string) =>
  the.get(eva, 'GET /api/v1/conversations/:id/secure-forms', { params: { id: conversation } })
const newest = async (conversation: string) => (await view(conversation)).items[0]

interface Asked {
  id: string
  path: string
}
/** A customer of the widget is asked; answers the conversation and the path of their page. */
async function asked(takes: Takes, more: object = {}): Promise<Asked> {
  const { id } = await the.visitor('I want to pay by direct debit', { name: 'Amina', lang: 'en' })
  const answer = await asks(id, await defined(takes, more))
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  await the.settle()
  const { messages } = await the.open(eva, id)
  const url = /https?:\/\/\S+\/secure-form\/\S+/.exec(messages.at(-1)?.text ?? '')?.[0] ?? ''
  return { id, path: new URL(url).pathname }
}
const opens = (path: string) => the.app.fetch(`${path}?lang=en`, { headers: { 'sec-fetch-dest': 'document' } })
const shows = async (path: string) => (await opens(path)).text()
async function sends(path: string, body: string | FormData): Promise<string | null> {
  const headers: HeadersInit = typeof body === 'string' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
  const answer = await the.app.fetch(path, { redirect: 'manual', method: 'POST', body, headers })
  if (answer.status !== 303) return `${answer.status} ${await answer.text()}`
  const location = answer.headers.get('location') ?? ''
  expect(location, 'an address holds a token and a code').toMatch(
    /^\/b\/lumo\/secure-form\/[\w-]{32}(\?(lang=\w+&)?said=[a-z-]+)?#said$/,
  )
  return new URL(location, 'http://x').searchParams.get('said')
}
async function gives(path: string, given: Record<string, string>): Promise<string | null> {
  const said = await sends(path, new URLSearchParams({ do: 'give', ...given }).toString())
  await the.settle()
  return said
}

/** Where anything is held that says it: every column of every table, every file, every line of the log. */
async function holders(word: string): Promise<string[]> {
  const found = await tablesSaying(the.app.app.database.pool, word)
  const { dataDir } = the.app.app.config
  for (const file of await readdir(dataDir, { recursive: true, withFileTypes: true }).catch(() => []))
    if (file.isFile() && (await readFile(join(file.parentPath, file.name))).includes(word)) found.push(file.name)
  const closed = word.replaceAll(' ', '').toLowerCase()
  if (logged.some((line) => line.replaceAll(' ', '').toLowerCase().includes(closed))) found.push('log')
  return found
}
const kept = async (): Promise<number> =>
  (await the.app.app.database.pool.query('select from secure_forms.value')).rowCount ?? 0

test('asked, opened, given: the system has it, signed, and the advisor that it arrived and its reference; it is nowhere else', async () => {
  const { id, path } = await asked('iban')
  expect(await newest(id)).toMatchObject({ state: 'asked', askedBy: 'Eva Person', form: { takes: 'iban' } })
  await the.app.fetch(path)
  expect((await newest(id))?.state, 'a program that looks at links opens nothing').toBe('asked')
  const page = await opens(path)
  const text = await page.text()
  expect(text).toContain('For the direct debit you want')
  expect(text).toContain('Billing of Lumo')
  expect(text).toContain('autocomplete="off"')
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect((await newest(id))?.state).toBe('opened')

  sink.answers.push({ status: 201, body: { reference: 'MANDATE-77' } })
  sink.whenTaken = async () => expect(await holders(CLOSED_UP), 'while it is on its way').toEqual([])
  expect(await gives(path, { value: `${IBAN.toLowerCase()} ` })).toBeNull()
  expect(sink.seen).toHaveLength(1)
  const { headers = {}, body = '' } = sink.seen[0] ?? {}
  expect(JSON.parse(body)).toMatchObject({ test: false, takes: 'iban', conversation: id, value: { iban: CLOSED_UP } })
  const [messageId, at] = [String(headers['webhook-id']), Number(headers['webhook-timestamp'])]
  expect(headers['webhook-signature']).toBe(signatureOf(FORM_SECRET, messageId, at, body))

  expect(await newest(id)).toMatchObject({ state: 'delivered', reference: 'MANDATE-77', ending: null, trouble: null })
  expect(await shows(path)).toContain('it has arrived')
  const { lines } = await the.open(eva, id)
  expect(lines.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['secure-form.asked', 'secure-form.opened', 'secure-form.given', 'secure-form.delivered']),
  )
  for (const word of [IBAN, CLOSED_UP, CLOSED_UP.toLowerCase(), '12345698'])
    expect(await holders(word), word).toEqual([])
  expect(await kept()).toBe(0)
  const said = logged.join('')
  expect(said).toContain('/b/:brand/secure-form/:token')
  expect(said).not.toContain(path.split('/').at(-1))
  expect(await gives(path, { value: IBAN }), 'a link that was used').toContain('200')
  expect(sink.seen).toHaveLength(1)
})

test('a card: number and expiry, never its code; the last four only where the form says so; a reference that says the number is not kept', async () => {
  const { id, path } = await asked('card', { showsEnd: true })
  expect(await gives(path, { value: '4242 4242 4242 4241', expires: '12/30' })).toBe('card-number')
  expect(await gives(path, { value: CARD, expires: '13/30' })).toBe('card-expiry')
  expect(await gives(path, { value: CARD, expires: '01/20' })).toBe('card-past')
  const fault = await shows(`${path}`)
  expect(fault).not.toContain('4242')
  sink.answers.push({ status: 200, body: { reference: 'tok-4242424242424242' } })
  expect(await gives(path, { value: CARD, expires: '9/2030', cvc: '987' })).toBeNull()
  expect(JSON.parse(sink.seen[0]?.body ?? '{}').value).toEqual({ number: CARD.replaceAll(' ', ''), expires: '2030-09' })
  expect(await newest(id)).toMatchObject({ state: 'delivered', reference: null, ending: '4242' })
  expect(await holders('42424242')).toEqual([])
})

test('documents: by their bytes, in memory alone, and in no file', async () => {
  const { id, path } = await asked('document')
  const withFiles = async (...files: Buffer[]) => {
    const form = new FormData()
    form.append('do', 'give')
    for (const [n, file] of files.entries()) form.append('file', new Blob([new Uint8Array(file)]), `${MARK}-${n}.pdf`)
    const said = await sends(path, form)
    await the.settle()
    return said
  }
  expect(await withFiles()).toBe('file-missing')
  expect(await withFiles(Buffer.from(`<html>${MARK}`))).toBe('file-kind')
  expect(await withFiles(PDF, PDF, PDF)).toBe('file-many')
  expect(await withFiles(Buffer.concat([PDF, Buffer.alloc(5_000_001)]))).toBe('file-big')
  sink.whenTaken = async () => expect(await holders(MARK)).toEqual([])
  expect(await withFiles(PDF)).toBeNull()
  const { value } = JSON.parse(sink.seen[0]?.body ?? '{}')
  expect(value).toEqual({ files: [{ mime: 'application/pdf', base64: PDF.toString('base64') }] })
  expect((await newest(id))?.state).toBe('delivered')
  expect(await holders(MARK)).toEqual([])
})

test.each([
  ['GB82 WEST 1234 5698 7654 33', 'iban-check'],
  ['GB82 WEST 1234 5698 7654', 'iban-length'],
  ['ZZ82 WEST 1234 5698 7654 32', 'iban-country'],
  ['my bank', 'iban-form'],
])('what is no account is said clearly and is not repeated: %s', async (value, fault) => {
  const { id, path } = await asked('iban')
  expect(await gives(path, { value })).toBe(fault)
  const page = await (await the.app.fetch(`${path}?lang=en&said=${fault}`)).text()
  expect(page).toContain('aria-invalid="true"')
  expect(page).not.toContain(value)
  expect((await newest(id))?.state).toBe('opened')
  expect(await kept()).toBe(0)
})

describe('when its system does not answer as it should', () => {
  test('down and slow: sealed and tried again until it arrives, always under the same id', async () => {
    const { id, path } = await asked('iban')
    sink.answers.push('drop', { status: 503 }, { status: 401 })
    expect(await gives(path, { value: IBAN })).toBeNull()
    expect(await newest(id)).toMatchObject({ state: 'given', trouble: 'unreachable' })
    expect(await shows(path)).toContain('on its way')
    expect(await kept()).toBe(1)
    expect(await holders(CLOSED_UP)).toEqual([])
    for (const trouble of ['http-503', 'http-401']) {
      the.app.clock.advance({ minutes: 3 })
      await the.settle()
      expect(await newest(id)).toMatchObject({ state: 'given', trouble })
    }
    the.app.clock.advance({ minutes: 3 })
    await the.settle()
    expect((await newest(id))?.state).toBe('delivered')
    expect(new Set(sink.seen.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(sink.seen).toHaveLength(4)
    expect(await kept()).toBe(0)
  })

  test('refused: destroyed at once, and both are told', async () => {
    const { id, path } = await asked('iban')
    sink.answers.push({ status: 422, body: { detail: `no such account ${CLOSED_UP}` } })
    expect(await gives(path, { value: IBAN })).toBeNull()
    expect(await newest(id)).toMatchObject({ state: 'rejected', trouble: 'http-422' })
    expect(await kept()).toBe(0)
    expect(await shows(path)).toContain('could not be taken')
    expect(await holders(CLOSED_UP)).toEqual([])
    const { items } = await the.get(eva, 'GET /api/v1/notices')
    expect(items).toContainEqual(
      expect.objectContaining({ kind: 'warning', data: expect.objectContaining({ code: 'secure-form' }) }),
    )
    expect((await asks(id, await defined('iban'))).status, 'asked again').toBe(200)
  })

  test('by mail: the link comes there, and that it did not arrive is said there', async () => {
    await using room = await openMailroom(the)
    await room.write('Direct debit', 'I want to pay by direct debit')
    const id = await room.find('Direct debit')
    expect((await asks(id, await defined('iban'))).status).toBe(200)
    await room.leave()
    const link = /https?:\/\/\S+\/secure-form\/\S+/.exec(room.office.seen.at(-1)?.read.text ?? '')?.[0] ?? ''
    sink.answers.push({ status: 410 })
    expect(await gives(new URL(link).pathname, { value: IBAN })).toBeNull()
    await room.leave()
    const told = room.office.seen.at(-1)
    expect(told?.to).toEqual([AMINA.address])
    expect(told?.read.subject).toContain('It did not arrive: Bank account')
    expect(told?.read.text).toContain('We have deleted it')
    expect(room.office.seen.some(({ read }) => read.text?.includes('WEST'))).toBe(false)
  })

  test('out of time: destroyed, and both are told', async () => {
    const { id, path } = await asked('iban', { hours: 1 })
    sink.answers.push(...Array.from({ length: 40 }, () => ({ status: 500 })))
    expect(await gives(path, { value: IBAN })).toBeNull()
    the.app.clock.advance({ minutes: 61 })
    await the.settle()
    eva = await the.person({ role: 'advisor', brand: the.lumo })
    expect(await newest(id)).toMatchObject({ state: 'undelivered', trouble: 'http-500' })
    expect(await kept()).toBe(0)
    expect(await shows(path)).toContain('did not arrive')
  })

  test('stopped between sending and noting: sent again under the same id, and arrived once', async () => {
    const { id, path } = await asked('iban')
    const { pool } = the.app.app.database
    sink.whenTaken = async () => {
      sink.whenTaken = null
      // What a killed process leaves: it has arrived, and nobody noted it.
      sink.answers.push('drop', { status: 409, body: { reference: 'MANDATE-78' } })
    }
    expect(await gives(path, { value: IBAN })).toBeNull()
    the.app.clock.advance({ minutes: 3 })
    await the.settle()
    expect(await newest(id)).toMatchObject({ state: 'delivered', reference: 'MANDATE-78' })
    expect(new Set(sink.seen.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const { rowCount } = await pool.query(
      "select from kernel.event where name = 'secure-form.delivered' and subject = $1",
      [id],
    )
    expect(rowCount).toBe(1)
  })
})

test('two at once: one is taken; no, expired and taken back take nothing', async () => {
  const { id, path } = await asked('iban')
  const body = (value: string) => new URLSearchParams({ do: 'give', value }).toString()
  const both = await Promise.all([sends(path, body(IBAN)), sends(path, body('NL91ABNA0417164300'))])
  // Whoever comes a moment later is led to the same page as whoever asks to see it.
  for (const told of both)
    expect(told ?? 'on its way', 'who came second sees what became of it').toContain('on its way')
  expect(both).toContain(null)
  await the.settle()
  expect(sink.seen).toHaveLength(1)
  expect((await newest(id))?.state).toBe('delivered')

  const no = await asked('iban')
  expect(await sends(no.path, new URLSearchParams({ do: 'decline' }).toString())).toBeNull()
  expect((await newest(no.id))?.state).toBe('declined')
  const late = await asked('iban')
  const back = await asked('iban')
  const { id: request = '' } = (await newest(back.id)) ?? {}
  const params = { id: back.id, request }
  await the.get(eva, 'DELETE /api/v1/conversations/:id/secure-forms/:request', { params })
  the.app.clock.advance({ hours: 25 })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  for (const { path: over } of [late, no, back]) {
    expect((await opens(over)).status).toBe(410)
    await gives(over, { value: IBAN })
  }
  expect((await newest(late.id))?.state).toBe('expired')
  expect(sink.seen).toHaveLength(1)
  expect(await kept()).toBe(0)
  expect((await opens(`${late.path.slice(0, -4)}AAAA`)).status).toBe(404)
})

test('one question at a time, none in a sentence with a number, none by another brand’s form', async () => {
  const { id } = await asked('iban')
  expect((await asks(id, await defined('card'))).status).toBe(409)
  const { id: other } = await the.visitor('Hello', { name: 'Karim' })
  const form = await defined('iban')
  expect((await asks(other, form, newId(), `Is it still ${IBAN}?`)).status).toBe(422)
  expect((await asks(other, newId())).status).toBe(404)
  const same = newId()
  expect((await asks(other, form, same)).status).toBe(200)
  expect((await asks(other, form, same)).status).toBe(200)
  expect((await asks(other, form, same, 'For something else')).status).toBe(409)
  expect((await view(other)).items).toHaveLength(1)
})

test('who types an account into the conversation: the advisor is shown the message and asked to use a form', async () => {
  const amina = await the.visitor('Hello', { name: 'Amina' })
  expect((await view(amina.id)).typed).toBeNull()
  const message = await amina.writes(`My account is ${IBAN}`)
  expect((await view(amina.id)).typed).toEqual({ message, kind: 'iban' })
})

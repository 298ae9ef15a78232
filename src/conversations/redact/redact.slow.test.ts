import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care, type Visitor } from '../../../test/support/care.ts'
import { CARE, mailboxValues } from '../../../test/support/mailroom.ts'
import type { Person } from '../../../test/support/people.ts'
import { openPostOffice, type PostOffice, post } from '../../../test/support/post-office.ts'

const ROUTE = 'POST /api/v1/conversations/:id/messages/:message/redactions'
const IBAN = 'ES91 2100 0418 4502 0005 1332'
const CLOSED_UP = IBAN.replaceAll(' ', '')
let the: Care
let office: PostOffice
let eva: Person
beforeAll(async () => {
  the = await care({ start: { config: { smtpPort: 0 } } })
  office = await openPostOffice()
  const brands = await the.get(the.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of brands.items)
    await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id }, body: { ...values, firstHolder: 'queue' } })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  const body = { id: newId(), brand: the.lumo, channel: 'email', ...mailboxValues(office) }
  await the.get(the.admin, 'POST /api/v1/accounts', { body })
})
afterAll(async () => {
  await the.app.stop()
  await office[Symbol.asyncDispose]()
})

const newest = async (id: string) => {
  const { messages } = await the.open(eva, id)
  const found = messages.findLast(({ by }) => by.kind === 'contact')
  if (found === undefined) throw new Error('The customer wrote.')
  return found
}
async function redacts(id: string, message: { id: string; rev: number }, more: object = {}, who = eva) {
  const body = { id: newId(), rev: message.rev, kind: 'account', whole: false, pieces: [], files: [], ...more }
  const params = { id, message: message.id }
  return { body, params, answer: await the.call(who, ROUTE, { params, body }) }
}

const blobFolder = (): string => join(the.app.app.config.dataDir, 'blobs')

/** Where anything is held that says it, in whatever type: every column of every table, and every file. */
async function holders(word: string): Promise<string[]> {
  const { pool } = the.app.app.database
  const { rows } = await pool.query<{ name: string; column: string; type: string }>(
    `select c.table_schema || '.' || c.table_name as name, c.column_name as column, c.data_type as type
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema', 'public')
       and c.data_type in ('text', 'jsonb', 'json', 'bytea', 'tsvector', 'ARRAY')`,
  )
  const found: string[] = []
  for (const { name, column, type } of rows) {
    const held = type === 'bytea' ? `encode(${column}, 'escape')` : `${column}::text`
    const { rowCount } = await pool.query(`select from ${name} where strpos(lower(${held}), lower($1)) > 0 limit 1`, [
      word,
    ])
    if (rowCount !== 0) found.push(`${name} ${column}`)
  }
  const folder = blobFolder()
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []))
    if (file.isFile() && (await readFile(join(file.parentPath, file.name))).includes(word)) found.push(file.name)
  return found
}
const everywhere = async () => (await Promise.all([IBAN, CLOSED_UP, '0418 4502'].map(holders))).flat()

describe('words', () => {
  test('go from all that is held of a mail: its text, its marked-up part, its bytes, subject, notes, drafts, the index', async () => {
    const more = { html: `<p>Mon compte&nbsp;: ES91 2100 <b>0418 4502</b> 0005 1332</p>` }
    const mail = { from: { name: 'Amina', address: 'amina@customer.example' }, to: CARE }
    const pass = { 'Authentication-Results': 'mx.lumo.example; dmarc=pass header.from=customer.example' }
    const subject = `Mon compte ${IBAN}`
    await post(the.app.mailPort ?? 0, { ...mail, subject, text: `Prenez ${IBAN}, merci`, ...more, headers: pass })
    await the.settle()
    const { items } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
    const id = items[0]?.id ?? ''
    const note = { id: newId(), text: `Il a donné ${CLOSED_UP}`, mentions: [] }
    await the.get(eva, 'POST /api/v1/conversations/:id/notes', { params: { id }, body: note })
    const draft = { text: `Nous prenons ${IBAN}` }
    await the.get(eva, 'PUT /api/v1/conversations/:id/drafts/:kind', { params: { id, kind: 'reply' }, body: draft })
    await the.settle()
    expect((await everywhere()).length).toBeGreaterThan(6)

    const message = await newest(id)
    const seen = await the.get(eva, 'GET /api/v1/conversations/:id/messages/:message/redactable', {
      params: { id, message: message.id },
    })
    expect(seen.findings).toEqual([{ text: IBAN, kind: 'account' }])
    const { answer, body, params } = await redacts(id, message, { pieces: [IBAN] })
    expect(answer.status).toBe(200)
    await the.settle()
    expect(await everywhere()).toEqual([])
    expect((await newest(id)).text).toBe('Prenez ▇▇▇▇▇▇, merci')
    expect((await the.open(eva, id)).lines).toContainEqual(expect.objectContaining({ name: 'message.redacted' }))
    expect((await the.call(eva, ROUTE, { params, body })).status).toBe(200)
    expect((await the.call(eva, ROUTE, { params, body: { ...body, kind: 'card' } })).status).toBe(409)
  })

  test('also go where the conversation was merged, and from the customer’s own window', async () => {
    const amina = await the.visitor(`Mon compte : ${IBAN}`, { name: 'Amina' })
    const { id: contact } = (await the.open(eva, amina.id)).row.contact
    const other = await the.visitor('Et ma SIM ?', { name: 'Amina' })
    const { id: twin } = (await the.open(eva, other.id)).row.contact
    const lead = await the.person({ role: 'lead', brand: the.lumo })
    await the.get(lead, 'POST /api/v1/contacts/:id/merges', {
      params: { id: contact },
      body: { id: newId(), other: twin },
    })
    await the.settle()
    const both = { params: { id: other.id, other: amina.id } }
    await the.get(eva, 'PUT /api/v1/conversations/:id/merged/:other', both)
    const { messages } = await the.open(eva, other.id)
    const copy = messages.find(({ text }) => text.includes(IBAN))
    if (copy === undefined) throw new Error('It is worked on here.')
    expect((await redacts(other.id, copy, { pieces: [IBAN] })).answer.status).toBe(200)
    await the.settle()
    expect(await amina.sees()).toEqual(['you: Mon compte : ▇▇▇▇▇▇'])
    expect(await everywhere()).toEqual([])
  })

  test('go nowhere out of the middle of others; a whole message takes no other one along', async () => {
    const amina = await the.visitor('Oui', { name: 'Amina' })
    const first = await newest(amina.id)
    await amina.writes('Ouistiti, Oui')
    await amina.writes('Ana et Anastasia, code 1234, commande 51234')
    expect((await redacts(amina.id, first, { whole: true })).answer.status).toBe(200)
    expect(await amina.sees()).toContain('you: Ouistiti, Oui')
    await amina.writes('Encore Ana et 1234, mais Anabelle et 12345')
    const last = await newest(amina.id)
    expect((await redacts(amina.id, last, { pieces: ['Ana', '1234'] })).answer.status).toBe(200)
    expect(await amina.sees()).toEqual([
      'you: ▇▇▇▇▇▇',
      'you: Ouistiti, Oui',
      'you: ▇▇▇▇▇▇ et Anastasia, code ▇▇▇▇▇▇, commande 51234',
      'you: Encore ▇▇▇▇▇▇ et ▇▇▇▇▇▇, mais ▇▇▇▇▇▇belle et ▇▇▇▇▇▇5',
    ])
  })

  test('are refused when the message does not say them, has changed, or is another’s to read', async () => {
    const amina = await the.visitor('Rien de secret')
    const message = await newest(amina.id)
    expect((await redacts(amina.id, message, { pieces: ['4111 1111'] })).answer.status).toBe(400)
    expect((await redacts(amina.id, message)).answer.status).toBe(400)
    expect((await redacts(amina.id, { ...message, rev: 9 }, { whole: true })).answer.status).toBe(409)
    const other = await the.person({ role: 'lead', brand: the.vela })
    expect((await redacts(amina.id, message, { whole: true }, other)).answer.status).toBe(404)
    expect((await redacts(amina.id, message, { whole: true })).answer.status).toBe(200)
    expect(await amina.sees()).toEqual(['you: ▇▇▇▇▇▇'])
  })
})

describe('files', () => {
  async function withPicture(): Promise<{
    amina: Visitor
    message: Awaited<ReturnType<typeof newest>>
    bytes: Buffer
  }> {
    const amina = await the.visitor('Ma carte', { name: 'Amina' })
    const bytes = await sharp({ create: { width: 200, height: 100, channels: 3, background: '#c00' } })
      .withExif({ IFD0: { ImageDescription: `secret ${CLOSED_UP}` } })
      .jpeg()
      .toBuffer()
    const file = newId()
    const form = new FormData()
    form.append('file', new File([new Uint8Array(bytes)], `carte ${CLOSED_UP}.jpg`, { type: 'image/jpeg' }))
    const where = `/api/v1/uploads?id=${file}&brand=${the.lumo}`
    expect((await the.app.fetch(where, { session: eva.session, method: 'POST', body: form })).status).toBe(200)
    const { row } = await the.open(eva, amina.id)
    const body = { id: newId(), text: 'La voici', seenSeq: row.lastContactSeq, attachments: [file] }
    const sent = await the.get(eva, 'POST /api/v1/conversations/:id/messages', { params: { id: amina.id }, body })
    return { amina, message: sent.message, bytes }
  }
  const held = async (href: string) => {
    const answer = await the.app.fetch(href, { session: eva.session })
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
  }

  test('a part of a picture is black in its pixels, nothing is hidden beside them, and the old bytes are gone', async () => {
    const { amina, message } = await withPicture()
    const [file] = message.attachments
    const boxes = [{ x: 0.5, y: 0, width: 0.5, height: 0.5 }]
    const { answer } = await redacts(amina.id, message, { files: [{ id: file?.id ?? '', boxes }], pieces: [] })
    expect(answer.status).toBe(200)
    const { bytes } = await held(file?.href ?? '')
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) => data[(y * info.width + x) * info.channels] ?? -1
    expect([info.width, info.height]).toEqual([200, 100])
    expect(at(150, 25)).toBeLessThan(20)
    expect(at(50, 25)).toBeGreaterThan(150)
    expect(at(150, 75)).toBeGreaterThan(150)
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    const { rows } = await the.app.app.database.pool.query(`select from kernel.blob where unused_since is not null`)
    expect(rows).toHaveLength(0)
    const files = await readdir(blobFolder(), { recursive: true, withFileTypes: true })
    for (const one of files.filter((each) => each.isFile()))
      expect((await readFile(join(one.parentPath, one.name))).includes('secret')).toBe(false)
  })

  test('a whole file goes, with its name', async () => {
    const { amina, message } = await withPicture()
    const [file] = message.attachments
    const { answer } = await redacts(amina.id, message, { files: [{ id: file?.id ?? '', boxes: [] }] })
    expect(answer.body).toMatchObject({ message: { attachments: [] } })
    expect((await held(file?.href ?? '')).status).toBe(404)
  })

  test('what is no picture is not painted over, and nothing has changed', async () => {
    const amina = await the.visitor('Mon contrat')
    const file = newId()
    const form = new FormData()
    form.append('file', new File(['just words'], 'contrat.txt', { type: 'text/plain' }))
    const where = `/api/v1/uploads?id=${file}&brand=${the.lumo}`
    await the.app.fetch(where, { session: eva.session, method: 'POST', body: form })
    const { row } = await the.open(eva, amina.id)
    const body = { id: newId(), text: 'Le voici', seenSeq: row.lastContactSeq, attachments: [file] }
    const { message } = await the.get(eva, 'POST /api/v1/conversations/:id/messages', {
      params: { id: amina.id },
      body,
    })
    const boxes = [{ x: 0, y: 0, width: 1, height: 1 }]
    expect((await redacts(amina.id, message, { files: [{ id: file, boxes }] })).answer.status).toBe(422)
    expect((await held(message.attachments[0]?.href ?? '')).status).toBe(200)
  })
})

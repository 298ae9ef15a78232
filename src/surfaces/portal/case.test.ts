import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCases } from '#cases'
import { newId } from '#kernel/ids'
import { type Care, care, type Visitor } from '../../../test/support/care.ts'
import { brandValues, type Person } from '../../../test/support/people.ts'
import { hiddenIn } from '../../../test/support/portal.ts'
import { openPortal } from './module.ts'

let the: Care
let eva: Person
beforeAll(async () => {
  the = await care({ modules: [openCases, openPortal] })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['fr', 'en', 'ar'], firstHolder: 'queue' })
  await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id: the.lumo }, body })
  eva = await the.person({ role: 'lead', brand: the.lumo })
})
afterAll(() => the?.app.stop())

async function writes(text: string): Promise<Visitor> {
  the.app.clock.advance({ minutes: 1 })
  const visitor = await the.visitor(text, { name: 'Amina' })
  await the.settle()
  return visitor
}
/** The address an advisor gives, without the host. */
async function linkOf({ id }: { id: string }): Promise<string> {
  const { url } = await the.get(eva, 'PUT /api/v1/conversations/:id/case/link', { params: { id } })
  return new URL(url).pathname
}
const page = async (path: string, options: Parameters<Care['app']['fetch']>[1] = {}) => {
  const answer = await the.app.fetch(path, { redirect: 'manual', ...options })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const send = (path: string, values: Record<string, string>, more: Record<string, string> = {}) =>
  page(path, {
    method: 'POST',
    body: new URLSearchParams(values).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...more },
  })
const assign = ({ id }: Visitor) =>
  the.get(eva, 'PUT /api/v1/conversations/:id/assignment', { params: { id }, body: { agent: eva.id } })
const contactOf = async ({ id }: Visitor) => (await the.open(the.admin, id)).row.contact.id
const caseOf = async ({ id }: Visitor) =>
  (await the.get(eva, 'GET /api/v1/conversations/:id/case', { params: { id } })).case
const said = async ({ id }: Visitor) => (await the.open(eva, id)).messages.map(({ by, text }) => `${by.kind}: ${text}`)

test('the page says where it stands, who has it by first name, and what is next; kept by nobody', async () => {
  const amina = await writes('Ma SIM est bloquée')
  const path = await linkOf(amina)
  const { reference } = await caseOf(amina)
  const first = await page(`${path}?lang=en`)
  expect(first.status).toBe(200)
  expect(first.text).toContain(`Your case ${reference}`)
  expect(first.text).toContain('An advisor reads it next.')
  expect(first.headers.get('cache-control')).toBe('no-store')
  expect(first.headers.get('referrer-policy')).toBe('no-referrer')
  expect(first.text).not.toContain('bloquée')
  await assign(amina)
  await the.settle()
  expect((await page(`${path}?lang=en`)).text).toContain('Eva has it and is working on it.')
  await the.reply(eva, amina.id, 'Quel est votre numéro ?', { next: 'wait' })
  await the.settle()
  expect((await page(`${path}?lang=en`)).text).toContain('We have answered and wait for your reply.')
  expect((await page(`${path}?lang=ar`)).text).toContain('dir="rtl"')
  expect(await linkOf(amina)).toBe(path)
})

test('what is added is a message of the conversation, once; the same form again changes nothing', async () => {
  const amina = await writes('Ma SIM est bloquée')
  const path = await linkOf(amina)
  const { text } = await page(path)
  const form = { do: 'added', id: hiddenIn(text, 'id'), text: 'Depuis lundi' }
  const sent = await send(path, form)
  expect(sent.status).toBe(303)
  expect((await page(sent.headers.get('location') ?? '')).text).toMatch(/role="status"><p class="note">/)
  await send(path, form)
  expect(await said(amina)).toEqual(['contact: Ma SIM est bloquée', 'contact: Depuis lundi'])
  const empty = await send(path, { ...form, text: ' ' })
  expect([empty.status, empty.text.includes('aria-invalid')]).toEqual([422, true])
})

test('a call is asked for with its number and time; a wrong number is said at the field and kept', async () => {
  const amina = await writes('Ma SIM est bloquée')
  const path = `${await linkOf(amina)}?lang=en`
  const wrong = await send(path, { do: 'call', phone: 'home', when: 'evening' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('value="home"')
  expect((await send(path, { do: 'call', phone: '+32 470 00 00 01', when: 'evening' })).status).toBe(303)
  expect((await said(amina)).at(-1)).toBe('contact: Please call me: +32 470 00 00 01 (in the evening).')
})

test('solved by the contact and opened again, with all that was said before', async () => {
  const amina = await writes('Ma SIM est bloquée')
  const path = `${await linkOf(amina)}?lang=en`
  expect((await send(path, { do: 'solved' })).status).toBe(303)
  await the.settle()
  expect(await caseOf(amina)).toMatchObject({ status: 'settled' })
  const settled = await page(path)
  expect(settled.text).toContain('It was settled')
  expect(settled.text).not.toContain('value="solved"')
  expect((await send(path, { do: 'reopened', text: 'Encore bloquée' })).status).toBe(303)
  await the.settle()
  expect((await caseOf(amina)).status).not.toBe('settled')
  expect(await said(amina)).toContain('contact: Encore bloquée')
})

test('what was promised stands there with its time, and what became of it', async () => {
  const amina = await writes('Ma SIM est bloquée')
  const path = `${await linkOf(amina)}?lang=en`
  const due = new Date(the.app.clock.now().getTime() + 3_600_000).toISOString()
  const body = { id: newId(), kind: 'call' as const, what: 'We call you <soon>', due }
  await the.get(eva, 'POST /api/v1/conversations/:id/promises', { params: { id: amina.id }, body })
  const open = await page(path)
  expect(open.text).toContain('We call you &lt;soon&gt;')
  expect(open.text).toContain(`<time datetime="${due}"`)
  await the.get(eva, 'PUT /api/v1/promises/:id/kept', { params: { id: body.id }, body: {} })
  expect((await page(path)).text).toContain('<span class="tag">done</span>')
})

test('when the conversation is closed for good, a new one begins and is of the same case', async () => {
  const amina = await writes('Ma SIM est bloquée')
  const path = await linkOf(amina)
  await the.app.app.database.pool.query(
    `update conversations.inbox_row set status = 'closed', solved_at = created_at where conversation_id = $1`,
    [amina.id],
  )
  await send(path, { do: 'reopened', text: 'Encore bloquée' })
  await the.settle()
  const now = await caseOf(amina)
  expect(now.conversations).toHaveLength(2)
  const begun = await the.open(eva, now.conversations[1]?.id ?? '')
  expect(begun.row).toMatchObject({ channel: 'form', reference: now.reference })
})

test('the link works after the contact is merged, shows the case its conversation is about, and is dead after erasure', async () => {
  const [first, second] = [await writes('Ma carte SIM est bloquée'), await writes('La carte SIM reste bloquée')]
  const path = await linkOf(second)
  const merge = { id: newId(), other: await contactOf(second) }
  await the.get(the.admin, 'POST /api/v1/contacts/:id/merges', { params: { id: await contactOf(first) }, body: merge })
  await the.settle()
  expect((await page(path)).status).toBe(200)
  const older = await caseOf(first)
  const body = { case: older.id, how: 'person' }
  await the.get(eva, 'PUT /api/v1/conversations/:id/case', { params: { id: second.id }, body })
  await the.settle()
  expect((await page(path)).text).toContain(older.reference)
  expect((await send(path, { do: 'added', text: 'Merci' })).status).toBe(303)
  await the.get(the.admin, 'DELETE /api/v1/contacts/:id', { params: { id: await contactOf(first) } })
  await the.settle()
  expect((await page(path)).status).toBe(404)
  expect((await send(path, { do: 'added', text: 'Encore' })).status).toBe(404)
  const params = { id: second.id }
  expect((await the.call(eva, 'PUT /api/v1/conversations/:id/case/link', { params })).status).toBe(404)
})

test('the token is nowhere in the database, and a stranger of the case gets no link', async () => {
  const [first, stranger] = [await writes('Ma SIM est bloquée'), await writes('Je demande pour ma voisine')]
  const token = (await linkOf(first)).split('/').at(-1) ?? ''
  expect(token).toMatch(/^[\w-]{32}$/)
  const { rows } = await the.app.app.database.pool.query<{ held: string }>(
    `select string_agg(l::text, '') || (select string_agg(e::text, '') from kernel.event e) as held from cases.link l`,
  )
  expect(rows[0]?.held.length).toBeGreaterThan(100)
  expect(rows[0]?.held).not.toContain(token)
  const body = { case: (await caseOf(first)).id, how: 'person' }
  await the.get(eva, 'PUT /api/v1/conversations/:id/case', { params: { id: stranger.id }, body })
  const params = { id: stranger.id }
  const refused = await the.call(eva, 'PUT /api/v1/conversations/:id/case/link', { params })
  expect(refused.status).toBe(422)
})

test('an address that opens nothing offers a person; another brand and another site open nothing', async () => {
  const amina = await writes('Ma SIM est bloquée')
  const path = await linkOf(amina)
  for (const wrong of ['/b/lumo/case/x', `/b/lumo/case/${'a'.repeat(32)}`, path.replace('/b/lumo/', '/b/vela/')]) {
    const gone = await page(wrong)
    expect(gone.status).toBe(404)
    expect(gone.text).toContain('class="ways"')
  }
  expect((await send(path, { do: 'solved' }, { origin: 'https://elsewhere.example' })).status).toBe(403)
  the.app.clock.advance({ days: 181 })
  expect((await page(path)).status).toBe(404)
})

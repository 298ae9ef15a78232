import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChannels } from '#channels'
import { openConversations } from '#conversations'
import { newId } from '#kernel/ids'
import { openPeople } from '#people'
import { openRouting } from '#routing'
import { everyModule } from '../src/modules.ts'
import { type Care, care } from './support/care.ts'
import { CARE, mailboxValues } from './support/mailroom.ts'
import { brandValues, type Person } from './support/people.ts'
import { openPostOffice, type PostOffice, post } from './support/post-office.ts'

const known: readonly unknown[] = [openPeople, openConversations, openChannels, openRouting]
let the: Care
let office: PostOffice
let eva: Person
let lead: Person
let mail: string
beforeAll(async () => {
  const modules = everyModule.filter((open) => !known.includes(open))
  the = await care({ modules, start: { config: { smtpPort: 0, publicUrl: 'http://care.lumo.example' } } })
  office = await openPostOffice()
  const brand = brandValues('lumo', { name: 'Lumo', languages: ['fr', 'nl'], firstHolder: 'queue' })
  await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id: the.lumo }, body: brand })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  lead = await the.person({ role: 'lead', brand: the.lumo })
  const body = { id: newId(), brand: the.lumo, channel: 'email', ...mailboxValues(office) }
  await the.get(the.admin, 'POST /api/v1/accounts', { body })
  mail = await arrives('Facture')
})
afterAll(async () => {
  await the.app.stop()
  await office[Symbol.asyncDispose]()
})

async function arrives(subject: string): Promise<string> {
  const headers = { 'Authentication-Results': 'mx.lumo.example; dmarc=pass header.from=customer.example' }
  const text = 'Bonjour, ma facture est beaucoup trop haute ce mois-ci, je ne suis pas content.'
  await post(the.app.mailPort ?? 0, { from: `${newId()}@customer.example`, to: CARE, subject, text, headers })
  await the.settle()
  const { items } = await the.get(eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
  return items.find((row) => row.subject === subject)?.id ?? ''
}
async function chosen(pack: string | null, answerDays: number | null = null): Promise<void> {
  const answer = await the.app.fetch(`/api/v1/settings/cases.complaints?brand=${the.lumo}`, {
    method: 'PUT',
    session: the.admin.session,
    json: { value: { pack, answerDays } },
  })
  expect(answer.status).toBe(200)
}
async function program(): Promise<string> {
  const made = await the.app.fetch('/api/v1/keys', {
    method: 'POST',
    session: the.admin.session,
    headers: { 'idempotency-key': newId() },
    json: { name: 'Robot', role: 'lead', brand: the.lumo },
  })
  expect(made.status).toBeLessThan(300)
  return ((await made.json()) as { token: string }).token
}
const words = { kind: 'charge', about: 'La facture de novembre', wants: 'Un remboursement de 20 euros' }
const make = (conversation: string, id: string = newId(), who: Person | { token: string } = eva) =>
  the.call(who, 'POST /api/v1/conversations/:id/complaint', { params: { id: conversation }, body: { id, ...words } })
const shown = (conversation: string) =>
  the.get(eva, 'GET /api/v1/conversations/:id/complaint', { params: { id: conversation } })
const textsOf = async (conversation: string) =>
  (await the.open(eva, conversation)).messages.map(({ text }) => text).join('\n')
const told = async ({ id }: Person): Promise<string[]> => {
  const { rows } = await the.app.app.database.pool.query<{ code: string }>(
    "select data ->> 'code' as code from notices.notice where agent_id = $1",
    [id],
  )
  return rows.map(({ code }) => code)
}

test('nobody chose a law: the advisor is told who can', async () => {
  const { status, body } = await make(mail)
  expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining('under Complaints')])
})

test('a case is made a complaint: its reference goes by mail at once, its clocks run, the service is not suspended', async () => {
  await chosen('es')
  const id = newId()
  expect((await make(mail, id)).status).toBe(200)
  expect((await make(mail, id)).status).toBe(200)
  await the.settle()
  const { complaint, may } = await shown(mail)
  expect(complaint).toMatchObject({
    id,
    kind: 'charge',
    pack: 'es',
    lang: 'es',
    hold: { what: 'service' },
    withdrawnAt: null,
  })
  expect(complaint?.referencedAt).not.toBeNull()
  expect(complaint?.clocks.map(({ name, state }) => [name, state])).toEqual([
    ['answer', 'running'],
    ['refund', 'running'],
  ])
  expect(may.refuse.ok).toBe(true)
  const said = await textsOf(mail)
  expect(said.split(complaint?.case.reference ?? '?').length).toBe(3)
  expect((await make(mail)).status).toBe(409)
  const { items } = await the.get(eva, 'GET /api/v1/complaints', { query: { of: 'open' } })
  expect(items.map((item) => item.id)).toContain(id)
})

test('a program may answer, and never refuses for good: not by a key', async () => {
  const { complaint } = await shown(mail)
  const id = complaint?.id ?? ''
  const robot = await program()
  for (const kind of ['refused', 'deadlock']) {
    const body = { id: newId(), kind, text: 'Non.' }
    const answer = await the.app.fetch(`/api/v1/complaints/${id}/letters`, {
      method: 'POST',
      json: body,
      bearer: robot,
    })
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('by a person only')])
  }
  expect((await shown(mail)).complaint).toMatchObject({ outcome: null, deadlockAt: null })
})

test('letters are proposed in the customer’s language, refused while the decision is missing, and move the complaint', async () => {
  const id = (await shown(mail)).complaint?.id ?? ''
  const proposed = await the.get(eva, 'GET /api/v1/complaints/:id/letters/:kind', { params: { id, kind: 'refused' } })
  expect(proposed).toMatchObject({ lang: 'es', durable: true })
  const send = (kind: string, text: string) =>
    the.call(eva, 'POST /api/v1/complaints/:id/letters', { params: { id }, body: { id: newId(), kind, text } })
  expect((await send('refused', proposed.text)).status).toBe(422)
  const text = proposed.text.replace('…', 'El cargo es correcto.')
  expect((await send('refused', text)).status).toBe(200)
  expect((await shown(mail)).complaint).toMatchObject({ outcome: 'refused', hold: null, due: null })
  expect(await textsOf(mail)).toContain('El cargo es correcto.')
})

test('a letter taken back in its first seconds was none', async () => {
  const { complaint } = await shown(mail)
  const letter = complaint?.letters.find(({ kind }) => kind === 'refused')
  const params = { id: mail, message: letter?.message ?? '' }
  await the.get(eva, 'DELETE /api/v1/conversations/:id/messages/:message', { params })
  await the.settle()
  expect((await shown(mail)).complaint).toMatchObject({ outcome: null, decidedAt: null, hold: { what: 'service' } })
})

test('the ombudsman gets one file: the deadlock letter, what happened, and all that was said', async () => {
  const id = (await shown(mail)).complaint?.id ?? ''
  const body = { id: newId(), kind: 'deadlock', text: 'No hay acuerdo: <b>nuestra última palabra</b>.' }
  await the.get(eva, 'POST /api/v1/complaints/:id/letters', { params: { id }, body })
  await the.get(eva, 'POST /api/v1/conversations/:id/notes', {
    params: { id: mail },
    body: { id: newId(), text: 'inside the house' },
  })
  const { html, name } = await the.get(eva, 'GET /api/v1/complaints/:id/file', { params: { id } })
  expect(name).toMatch(/^complaint-.+\.html$/)
  expect(html).toContain('&lt;b&gt;nuestra última palabra')
  expect(html).toContain('beaucoup trop haute')
  expect(html).toContain('letter: reference, on a durable medium')
  expect(html).not.toContain('inside the house')
  expect(html.indexOf('nuestra última palabra')).toBeLessThan(html.indexOf('beaucoup trop haute'))
})

test('it was no complaint: nothing runs; taken back, everything does', async () => {
  const visitor = await the.visitor('Klacht', { lang: 'fr' })
  await the.settle()
  await chosen('be', 5)
  const id = newId()
  await make(visitor.id, id)
  const gone = await the.get(eva, 'DELETE /api/v1/complaints/:id', { params: { id } })
  expect(gone).toMatchObject({ due: null, hold: null })
  const back = await the.get(eva, 'PUT /api/v1/complaints/:id/open', { params: { id } })
  expect(back.due).not.toBeNull()
  const asked = await the.get(eva, 'PUT /api/v1/complaints/:id/recommendation', { params: { id } })
  expect(asked.clocks.map(({ name }) => name)).toEqual(['own', 'recommendation'])
})

test('without a durable medium the advisor is told; the clock warns its owner before, and both once it is late', async () => {
  const visitor = await the.visitor('Ik ben niet tevreden over mijn factuur', { name: 'Amina', lang: 'nl' })
  await the.settle()
  expect((await make(visitor.id)).status).toBe(200)
  const { complaint, durable } = await shown(visitor.id)
  expect({ durable, referencedAt: complaint?.referencedAt, lang: complaint?.lang }).toEqual({
    ...{ durable: false, referencedAt: null, lang: 'nl' },
  })
  expect(complaint?.clocks).toMatchObject([{ name: 'own', state: 'running' }])
  const due = Date.parse(complaint?.due ?? '')
  the.app.clock.set(new Date(due - 40 * 3_600_000).toISOString())
  await the.settle()
  expect((await told(eva)).filter((code) => code === 'complaint')).toHaveLength(2)
  the.app.clock.set(new Date(due + 1_000).toISOString())
  await the.settle()
  expect(await told(eva)).toContain('complaint-late')
  expect(await told(lead)).toContain('complaint-late')
  const from = new Date(due - 60 * 86_400_000).toISOString()
  // Whoever signed in a week ago is not any more.
  const later = await the.person({ role: 'lead', brand: the.lumo })
  const query = { from, to: new Date(due + 86_400_000).toISOString() }
  const { all } = await the.get(later, 'GET /api/v1/complaints/figures', { query })
  expect(all).toMatchObject({ made: 3, late: 2, deadlock: 1, referenced: 1 })
})

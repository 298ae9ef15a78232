import { afterAll, beforeEach, expect, test } from 'vitest'
import { openCases } from '#cases'
import { newId } from '#kernel/ids'
import { type Care, care, type Visitor } from '../../../test/support/care.ts'
import { brandValues, type Person } from '../../../test/support/people.ts'
import { openPortal } from './module.ts'

let the: Care
let lead: Person
beforeEach(async () => {
  await the?.app.stop()
  the = await care({ modules: [openCases, openPortal] })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['fr', 'nl'], firstHolder: 'queue' })
  await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id: the.lumo }, body })
  lead = await the.person({ role: 'lead', brand: the.lumo })
})
afterAll(() => the?.app.stop())

const text = { fr: 'Trop de monde écrit. Voulez-vous être rappelé ?', nl: 'Het is druk. Liever teruggebeld?' }
async function queue(fr: string): Promise<string> {
  const id = newId()
  await the.get(the.admin, 'POST /api/v1/queues', { body: { id, brand: the.lumo, name: { fr }, push: false } })
  return id
}
async function comes(words: string, lang = 'fr'): Promise<Visitor> {
  the.app.clock.advance({ seconds: 1 })
  const visitor = await the.visitor(words, { lang, name: 'Amina' })
  await the.settle()
  return visitor
}
const plan = (callBack: object) => {
  const body = { id: newId(), brand: the.lumo, name: { fr: 'Panne' }, switches: { callBack } }
  return the.call(lead, 'POST /api/v1/surge-plans', { body })
}
async function on(more: object = {}): Promise<string> {
  const { id } = (await plan({ text, queues: [], minutes: 120, ...more })).body
  const until = new Date(the.app.clock.now().getTime() + 3_600_000).toISOString()
  const body = { id: newId(), reason: 'Câble coupé', until }
  await the.get(lead, 'PUT /api/v1/surge-plans/:id/run', { params: { id }, body })
  await the.settle()
  return id
}
const run = async (id: string) => (await the.get(lead, 'GET /api/v1/surge-plans/:id/runs', { params: { id } })).items[0]
/** The page whose address they were given last. */
async function linkIn(visitor: Visitor): Promise<string> {
  const said = (await visitor.sees()).at(-1) ?? ''
  return new URL(said.match(/https?:\S+/)?.[0] ?? '').pathname
}
async function asksForCall(visitor: Visitor): Promise<void> {
  const body = new URLSearchParams({ do: 'call', id: newId(), phone: '+32 470 00 00 01', when: 'any' }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const sent = await the.app.fetch(await linkIn(visitor), { method: 'POST', redirect: 'manual', body, headers })
  expect(sent.status).toBe(303)
  await the.settle()
}
const rowOf = async ({ id }: Visitor) => (await the.open(lead, id)).row
const promised = async () =>
  (await the.get(lead, 'GET /api/v1/promises', { query: { of: 'all', limit: '50' } as Record<string, string> })).items

test('who waits, and who comes to wait, is offered a call once, in their language, with their own page', async () => {
  await queue('Général')
  const [before, dutch] = [await comes('Panne'), await comes('Storing', 'nl')]
  const id = await on()
  const after = await comes('Plus rien')
  await before.writes('Allo ?')
  await the.settle()
  const offers = (await before.sees()).filter((said) => said.startsWith(`bot: ${text.fr}`))
  expect(offers).toHaveLength(1)
  expect((await dutch.sees()).at(-1)).toContain(text.nl)
  expect(await linkIn(after)).toMatch(/^\/b\/lumo\/case\/[\w-]{32}$/)
  expect(await run(id)).toMatchObject({ offered: 3, called: 0 })
  expect((await rowOf(before)).waitingSince).not.toBeNull()
})

test('who asks for it waits no more: it is promised by its time, and back in its place before that', async () => {
  await queue('Général')
  const amina = await comes('Panne')
  const { waitingSince } = await rowOf(amina)
  const id = await on()
  const asked = the.app.clock.now().getTime()
  await asksForCall(amina)
  expect(await rowOf(amina)).toMatchObject({ status: 'snoozed', holder: 'queue' })
  const [promise] = await promised()
  expect(promise).toMatchObject({
    kind: 'call',
    what: 'Nous vous rappelons au numéro que vous avez laissé.',
    owner: null,
  })
  expect(Date.parse(promise?.due ?? '') - asked).toBe(120 * 60_000)
  expect(await run(id)).toMatchObject({ offered: 1, called: 1 })
  the.app.clock.advance({ minutes: 91 })
  await the.settle()
  lead = await the.person({ role: 'lead', brand: the.lumo })
  expect(await rowOf(amina)).toMatchObject({ status: 'open', holder: 'queue', waitingSince })
})

test('an offer holds when the plan has ended; whoever was offered none only leaves their number', async () => {
  const [first, other] = [await queue('Général'), await queue('Factures')]
  const amina = await comes('Panne')
  const id = await on({ queues: [first] })
  await the.get(lead, 'DELETE /api/v1/surge-plans/:id/run', { params: { id } })
  await the.settle()
  await asksForCall(amina)
  expect(await promised()).toHaveLength(1)
  const elsewhere = await comes('Ma facture')
  await the.get(lead, 'PUT /api/v1/conversations/:id/queue', { params: { id: elsewhere.id }, body: { queue: other } })
  await on({ queues: [first] })
  expect(await elsewhere.sees()).toEqual(['you: Ma facture'])
  const { url } = await the.get(lead, 'PUT /api/v1/conversations/:id/case/link', { params: { id: elsewhere.id } })
  const body = new URLSearchParams({ do: 'call', id: newId(), phone: '+32 470 00 00 02', when: 'any' }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  await the.app.fetch(new URL(url).pathname, { method: 'POST', redirect: 'manual', body, headers })
  await the.settle()
  expect(await promised()).toHaveLength(1)
  expect(await rowOf(elsewhere)).toMatchObject({ status: 'open' })
})

test('whoever is with an advisor meanwhile is called by them, and nothing is put aside', async () => {
  await queue('Général')
  const amina = await comes('Panne')
  await on()
  await the.get(lead, 'PUT /api/v1/conversations/:id/assignment', {
    params: { id: amina.id },
    body: { agent: lead.id },
  })
  await the.settle()
  await asksForCall(amina)
  expect(await rowOf(amina)).toMatchObject({ status: 'open', holder: 'agent' })
  expect(await promised()).toEqual([])
})

test('without words, or for a queue of elsewhere, it is refused', async () => {
  const pointers = async (callBack: object) =>
    ((await plan(callBack)).body as unknown as { faults: { pointer: string }[] }).faults.map(({ pointer }) => pointer)
  expect(await pointers({ text: { fr: ' ' }, queues: [], minutes: 60 })).toEqual(['/body/switches/callBack/text'])
  expect(await pointers({ text, queues: [newId()], minutes: 60 })).toEqual(['/body/switches/callBack/queues/0'])
  expect(await pointers({ text, queues: [], minutes: 5 })).toEqual(['/body/switches/callBack/minutes'])
})

import { afterAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import { type Care, care, type Visitor } from '../../test/support/care.ts'
import { brandValues, type Person } from '../../test/support/people.ts'
import { openCases } from './index.ts'

let the: Care
let eva: Person
let amina: Visitor
beforeEach(async () => {
  await the?.app.stop()
  the = await care({ modules: [openCases, openNotices] })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['fr', 'nl'], firstHolder: 'queue' })
  await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id: the.lumo }, body })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  await the.get(eva, 'PUT /api/v1/presence', { body: { state: 'available' } })
  amina = await the.visitor('Ma SIM est bloquée', { name: 'Amina' })
  await the.settle()
})
afterAll(() => the?.app.stop())

const inHours = (hours: number) => new Date(the.app.clock.now().getTime() + hours * 3_600_000).toISOString()
async function promised(more: object = {}, who = eva) {
  const body = { id: newId(), kind: 'call' as const, what: 'We call you by five', due: inHours(8), ...more }
  await the.get(who, 'POST /api/v1/conversations/:id/promises', { params: { id: amina.id }, body })
  await the.settle()
  return body
}
const caseNow = async () =>
  (await the.get(eva, 'GET /api/v1/conversations/:id/case', { params: { id: amina.id } })).case
const mine = async (who: Person) => (await the.get(who, 'GET /api/v1/promises', { query: { of: 'mine' } })).items
const told = async (who: Person) =>
  (await the.get(who, 'GET /api/v1/notices', { query: {} })).items.map(({ data }) => data.code)
const passes = async (hours: number, there: readonly Person[] = []) => {
  // Whoever is there says so all the time.
  for (let minutes = 0; minutes < hours * 60; minutes += 30) {
    the.app.clock.advance({ minutes: 30 })
    for (const who of there) await the.get(who, 'POST /api/v1/presence/heartbeat')
    await the.settle()
  }
}
const solve = () =>
  the.get(eva, 'PUT /api/v1/conversations/:id/solution', { params: { id: amina.id }, body: { disposition: null } })

test('a promise is an object with an owner and a time; it keeps the case open until it is kept, and says what shows it', async () => {
  const { id } = await promised()
  expect(await mine(eva)).toMatchObject([{ id, owner: { id: eva.id }, state: 'open', late: false }])
  await solve()
  await the.settle()
  expect(await caseNow()).toMatchObject({ status: 'working', promises: [{ id }] })
  const kept = await the.get(eva, 'PUT /api/v1/promises/:id/kept', {
    params: { id },
    body: { proof: ' called at ten ' },
  })
  expect(kept).toMatchObject({ state: 'kept', late: false, proof: 'called at ten' })
  await the.settle()
  expect(await caseNow()).toMatchObject({ status: 'settled' })
  expect(await mine(eva)).toEqual([])
  await the.get(eva, 'PUT /api/v1/promises/:id/open', { params: { id } })
  await the.settle()
  expect(await caseNow()).toMatchObject({ status: 'working' })
})

test('its owner is warned before it is late, once', async () => {
  await promised()
  await passes(6, [eva])
  expect(await told(eva)).toEqual([])
  await passes(1.5, [eva])
  expect(await told(eva)).toEqual(['promise'])
})

test('whose owner is away is passed to who has the conversation, else to all; who leads is told', async () => {
  const [bob, lead] = [
    await the.person({ role: 'advisor', brand: the.lumo }),
    await the.person({ role: 'lead', brand: the.lumo }),
  ]
  await the.get(bob, 'PUT /api/v1/presence', { body: { state: 'available' } })
  const params = { id: amina.id }
  await the.get(bob, 'PUT /api/v1/conversations/:id/assignment', { params, body: { agent: bob.id } })
  const { id } = await promised({ due: inHours(3) })
  await the.get(eva, 'PUT /api/v1/presence', { body: { state: 'offline' } })
  await passes(2.5, [bob])
  expect((await mine(bob)).map((promise) => promise.id)).toEqual([id])
  expect(await told(bob)).toContain('promise-passed')
  const second = await promised({ due: inHours(3) }, bob)
  await the.get(bob, 'PUT /api/v1/presence', { body: { state: 'offline' } })
  await passes(2.5)
  expect((await mine(bob)).map((promise) => promise.id)).not.toContain(second.id)
  expect(await told(lead)).toContain('promise')
  const all = await the.get(lead, 'GET /api/v1/promises', { query: { of: 'all' } })
  expect(all.items.find((promise) => promise.id === second.id)).toMatchObject({ owner: null })
})

test('one that was not kept in time has failed, and opens the conversation again; kept later it was late', async () => {
  const { id } = await promised()
  await solve()
  await passes(8.5, [eva])
  expect(await caseNow()).toMatchObject({ promises: [{ id, state: 'failed', late: true }] })
  expect((await the.open(eva, amina.id)).row.status).toBe('open')
  expect(await told(eva)).toContain('promise-failed')
  const kept = await the.get(eva, 'PUT /api/v1/promises/:id/kept', { params: { id }, body: {} })
  expect(kept).toMatchObject({ state: 'kept', late: true })
})

test('the share kept in time is told by kind, team and partner; what was withdrawn was none', async () => {
  const call = await promised()
  await the.get(eva, 'PUT /api/v1/promises/:id/kept', { params: { id: call.id }, body: {} })
  const refund = await promised({ kind: 'refund', what: 'You get 5 euros back' })
  await the.get(eva, 'PUT /api/v1/promises/:id/failed', { params: { id: refund.id } })
  const none = await promised({ kind: 'visit', what: 'Somebody comes' })
  await the.get(eva, 'DELETE /api/v1/promises/:id', { params: { id: none.id } })
  const query = { from: inHours(-24), to: inHours(24) }
  const figures = await the.get(eva, 'GET /api/v1/promises/figures', { query })
  expect(figures.all).toEqual({ made: 2, kept: 1, late: 1, open: 0, share: 0.5 })
  expect(figures.kinds.map(({ kind, share }) => [kind, share])).toEqual([
    ['call', 1],
    ['refund', 0],
  ])
})

test('a time that has passed and an id of another promise are refused; the same again is the same', async () => {
  const body = { id: newId(), kind: 'call', what: 'We call', due: inHours(-1) }
  const params = { id: amina.id }
  const make = (more: object = {}) =>
    the.call(eva, 'POST /api/v1/conversations/:id/promises', { params, body: { ...body, ...more } })
  expect((await make()).status).toBe(400)
  const due = inHours(2)
  expect((await make({ due })).status).toBe(200)
  expect((await make({ due })).status).toBe(200)
  expect((await make({ due, what: 'Something else' })).status).toBe(409)
})

test('of an erased contact the words of a promise go, and nobody is asked to keep it', async () => {
  const { id } = await promised()
  const { row } = await the.open(eva, amina.id)
  await the.get(the.admin, 'DELETE /api/v1/contacts/:id', { params: { id: row.contact.id } })
  await the.settle()
  const { rows } = await the.app.app.database.pool.query('select what, proof, state from cases.promise where id = $1', [
    id,
  ])
  expect(rows).toEqual([{ what: '', proof: null, state: 'withdrawn' }])
})

test('what is taken out of a conversation for good goes from its promises, too', async () => {
  const message = await amina.writes('Remboursez sur ES9121000418450200051332')
  await promised({ kind: 'refund', what: 'Refund to ES9121000418450200051332' })
  await the.get(eva, 'POST /api/v1/conversations/:id/messages/:message/redactions', {
    params: { id: amina.id, message },
    body: { id: newId(), rev: 1, kind: 'account', whole: false, pieces: ['ES9121000418450200051332'], files: [] },
  })
  expect((await mine(eva)).map(({ what }) => what)).toEqual(['Refund to ▇▇▇▇▇▇'])
})

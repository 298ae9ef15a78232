import { afterAll, beforeEach, expect, test } from 'vitest'
import { sql } from '#kernel/db'
import { newId } from '#kernel/ids'
import type { Visitor } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { type Shift, shift } from '../../../test/support/shift.ts'

let the: Shift
beforeEach(async () => {
  await the?.care.app.stop()
  the = await shift()
})
afterAll(() => the?.care.app.stop())

const at = ({ id }: Visitor) => ({ params: { id } })
const note = { done: 'New SIM sent', next: 'Call when it is there', told: 'Tomorrow by noon', by: null }
const pass = async (
  who: Person,
  talk: Visitor,
  body: { queue: string; id?: string; done?: string; by?: string | null },
) => {
  const answer = await the.care.call(who, 'PUT /api/v1/conversations/:id/baton', {
    ...at(talk),
    body: { id: newId(), ...note, ...body },
  })
  await the.care.settle()
  return answer
}
const take = (who: Person, talk: Visitor) => the.care.call(who, 'DELETE /api/v1/conversations/:id/baton', at(talk))
const batonOf = async (talk: Visitor, who: Person = the.care.admin) =>
  (await the.care.get(who, 'GET /api/v1/conversations/:id/baton', at(talk))).baton
const assign = async (talk: Visitor, who: Person) => {
  const body = { agent: who.id }
  await the.care.get(the.care.admin, 'PUT /api/v1/conversations/:id/assignment', { ...at(talk), body })
  await the.care.settle()
}
const next = async (who: Person) =>
  (await the.care.get(who, 'POST /api/v1/work-items/next', { body: { id: newId() } })).row?.id ?? null

async function held() {
  await the.queue('Jour')
  const night = await the.queue('Nuit')
  const [eva, noor] = [await the.advisor(), await the.advisor()]
  const amina = await the.comes('Ma carte SIM')
  await the.care.settle()
  await assign(amina, eva)
  return { night, eva, noor, amina }
}

test('handed to another queue with a note, until whoever has it there says so', async () => {
  const { night, eva, noor, amina } = await held()
  const by = '2030-05-01T12:00:00.000Z'
  const answer = await pass(eva, amina, { queue: night, by })
  expect(answer.body).toMatchObject({ baton: { id: amina.id, from: { id: eva.id }, queue: night, ...note, by } })
  const { row } = await the.care.open(the.care.admin, amina.id)
  expect([row.assignee, row.queue]).toMatchObject([null, night])
  expect((await take(noor, amina)).status).toBe(409)
  expect(await next(eva)).toBeNull()
  expect(await next(noor)).toBe(amina.id)
  await the.care.settle()
  expect(await batonOf(amina, noor)).toMatchObject({ ...note, by })
  expect((await take(eva, amina)).status).toBe(409)
  expect((await take(noor, amina)).body).toEqual({ baton: null })
  expect((await take(noor, amina)).status).toBe(200)
  expect(await batonOf(amina)).toBeNull()
})

test('sent again it changes nothing, also when somebody has it by then; a later one replaces it', async () => {
  const { night, eva, noor, amina } = await held()
  const id = newId()
  await pass(eva, amina, { queue: night, id })
  await assign(amina, noor)
  expect((await pass(eva, amina, { queue: night, id })).status).toBe(200)
  expect(await the.holderOf(amina)).toBe(noor.id)
  await pass(noor, amina, { queue: night, done: 'Called twice' })
  expect(await batonOf(amina)).toMatchObject({ from: { id: noor.id }, done: 'Called twice' })
  expect(await the.holderOf(amina)).toBeNull()
  const other = await the.comes('Autre')
  await the.care.settle()
  expect((await pass(eva, other, { queue: night, id })).status).toBe(409)
})

test('not without words, to a queue of elsewhere, or by who may not see it; refused, nothing moves', async () => {
  const { night, eva, amina } = await held()
  const empty = { id: newId(), queue: night, done: ' ', next: '', told: '', by: null }
  const call = (who: Person, body: typeof empty) =>
    the.care.call(who, 'PUT /api/v1/conversations/:id/baton', { ...at(amina), body })
  expect((await call(eva, empty)).status).toBe(400)
  expect((await pass(eva, amina, { queue: newId() })).status).toBe(404)
  const stranger = await the.care.person({ role: 'advisor', brand: the.care.vela })
  expect((await pass(stranger, amina, { queue: night })).status).toBe(404)
  expect((await the.care.call(stranger, 'GET /api/v1/conversations/:id/baton', at(amina))).status).toBe(404)
  expect([await the.holderOf(amina), await batonOf(amina)]).toEqual([eva.id, null])
})

test('its words are in no event', async () => {
  const { night, eva, noor, amina } = await held()
  await pass(eva, amina, { queue: night })
  await assign(amina, noor)
  await take(noor, amina)
  const { rows } = await sql<{ name: string; data: object }>`
    select name, data from kernel.event where name like 'baton.%' order by pos`.execute(the.care.app.app.database.db)
  expect(rows.map(({ name }) => name)).toEqual(['baton.passed', 'baton.taken'])
  expect(JSON.stringify(rows)).not.toContain('SIM')
})

test('its words are erased with the customer', async () => {
  const { night, eva, amina } = await held()
  await pass(eva, amina, { queue: night })
  const id = (await the.care.open(the.care.admin, amina.id)).row.contact.id
  await the.care.get(the.care.admin, 'DELETE /api/v1/contacts/:id', { params: { id } })
  await the.care.settle()
  const { rows } = await sql`select 1 from routing.baton`.execute(the.care.app.app.database.db)
  expect(rows).toEqual([])
})

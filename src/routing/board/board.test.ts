import { afterAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import type { Visitor } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { type Shift, shift } from '../../../test/support/shift.ts'

let the: Shift
beforeEach(async () => {
  await the?.care.app.stop()
  the = await shift([openNotices])
})
afterAll(() => the?.care.app.stop())

const at = ({ id }: Visitor) => ({ params: { id } })
const assign = async (talk: Visitor, who: Person) => {
  const body = { agent: who.id }
  await the.care.get(the.care.admin, 'PUT /api/v1/conversations/:id/assignment', { ...at(talk), body })
  await the.care.settle()
}
const raise = (who: Person, talk: Visitor, question = '', id = newId()) =>
  the.care.call(who, 'PUT /api/v1/conversations/:id/hand', { ...at(talk), body: { id, question } })
const handOn = async (talk: Visitor, who: Person = the.care.admin) =>
  (await the.care.get(who, 'GET /api/v1/conversations/:id/hand', at(talk))).hand
const board = (who: Person, query = {}) => the.care.get(who, 'GET /api/v1/board', { query })

test('who works on what and what waits, for who leads; of other brands it is there without a name', async () => {
  const general = await the.queue('Général', { push: true, offer: 60 })
  const [eva, noor] = [await the.advisor(), await the.advisor({ slots: 4 })]
  const [amina, bram, cleo] = [await the.comes('Un'), await the.comes('Deux'), await the.comes('Trois')]
  await the.care.settle()
  await the.goes(eva, 'away')
  await the.care.settle()
  await assign(amina, eva)
  await the.care.get(eva, 'PUT /api/v1/conversations/:id/pending', at(amina))
  await the.goes(noor, 'available')
  await the.care.settle()
  const lead = await the.care.person({ role: 'lead', brand: the.care.lumo })
  const shown = await board(lead)
  expect(shown.agents.map(({ id, state, load }) => [id, state, load]).sort()).toEqual(
    [
      [eva.id, 'away', 0],
      [noor.id, 'available', 4],
    ].sort(),
  )
  expect(shown.queues).toMatchObject([{ id: general, waiting: 2, offered: 2 }])
  expect(shown.items.map(({ id, state, agent, offered }) => [id, state, agent, offered])).toEqual([
    [amina.id, 'parked', eva.id, false],
    [bram.id, 'waiting', noor.id, true],
    [cleo.id, 'waiting', noor.id, true],
  ])
  expect(shown.items[1]?.card?.waitingSince).not.toBeNull()

  const elsewhere = await the.care.person({ role: 'lead', brand: the.care.vela })
  const theirs = await board(elsewhere)
  expect(theirs.queues).toEqual([])
  expect(theirs.items).toMatchObject([{ id: amina.id, card: null, hand: null }])
  expect((await board(lead, { brand: the.care.vela })).items).toEqual([])
  expect((await board(lead, { team: newId() })).agents).toEqual([])
  expect((await the.care.call(eva, 'GET /api/v1/board')).status).toBe(403)
})

test('a raised hand is told to who leads, with its question as a note; helped, it is down', async () => {
  const { care } = the
  await the.queue('Général')
  const lead = await care.person({ role: 'lead', brand: care.lumo })
  const [eva, noor] = [await the.advisor(), await the.advisor()]
  const amina = await the.comes('Remboursez-moi')
  await care.settle()
  expect((await raise(eva, amina)).status).toBe(409)
  await assign(amina, eva)
  const id = newId()
  expect((await raise(eva, amina, 'May I refund 40 €?', id)).body).toMatchObject({ hand: { by: { id: eva.id } } })
  expect((await raise(eva, amina, 'May I refund 40 €?', id)).status).toBe(200)
  await care.settle()
  const notices = async (who: Person) =>
    (await care.get(who, 'GET /api/v1/notices')).items.map(({ kind, about }) => [kind, about.id])
  expect(await notices(lead)).toEqual([['hand', amina.id]])
  expect(await notices(noor)).toEqual([])
  const notes = (await care.open(lead, amina.id)).messages.filter(({ visibility }) => visibility === 'note')
  expect(notes.map(({ text }) => text)).toEqual(['May I refund 40 €?'])
  await the.goes(eva, 'available')
  expect((await board(lead)).items).toMatchObject([{ id: amina.id, hand: { by: { id: eva.id } } }])

  const lower = (who: Person) => care.call(who, 'DELETE /api/v1/conversations/:id/hand', at(amina))
  expect((await lower(lead)).status).toBe(200)
  expect((await lower(lead)).status).toBe(200)
  expect(await handOn(amina)).toBeNull()
  expect((await raise(eva, amina)).body).toMatchObject({ hand: { by: { id: eva.id } } })
})

test('taken over, solved or gone back, the question is nobody’s any more', async () => {
  const { care } = the
  await the.queue('Général')
  const lead = await care.person({ role: 'lead', brand: care.lumo })
  const eva = await the.advisor()
  const [amina, bram, cleo] = [await the.comes('Un'), await the.comes('Deux'), await the.comes('Trois')]
  await care.settle()
  for (const talk of [amina, bram, cleo]) {
    await assign(talk, eva)
    await raise(eva, talk)
  }
  await care.settle()
  await assign(amina, lead)
  await care.get(eva, 'PUT /api/v1/conversations/:id/solution', { ...at(bram), body: { disposition: null } })
  await care.get(eva, 'DELETE /api/v1/conversations/:id/assignment', at(cleo))
  await care.settle()
  expect([await handOn(amina), await handOn(bram), await handOn(cleo)]).toEqual([null, null, null])
})

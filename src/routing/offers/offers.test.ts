import { afterAll, beforeEach, describe, expect, test } from 'vitest'
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

const offered = async (who: Person) => (await the.care.get(who, 'GET /api/v1/offers')).items.map(({ id }) => id)
const at = ({ id }: Visitor) => ({ params: { id } })
const accept = (who: Person, talk: Visitor) => the.care.call(who, 'PUT /api/v1/conversations/:id/offer', at(talk))
const decline = async (who: Person, talk: Visitor) => {
  await the.care.get(who, 'DELETE /api/v1/conversations/:id/offer', at(talk))
  await the.care.settle()
}
const there = async (slots = 10) => {
  const who = await the.advisor({ slots })
  the.care.app.clock.advance({ seconds: 1 })
  await the.goes(who, 'available')
  return who
}
const stateOf = async (who: Person) => (await the.care.get(who, 'POST /api/v1/presence/heartbeat')).state
const comes = async (text: string) => {
  const talk = await the.comes(text)
  await the.care.settle()
  return talk
}

describe('a queue that asks first', () => {
  test('the customer waits until somebody accepts; accepted, it is theirs, and says why', async () => {
    const queue = await the.queue('Général', { push: true, offer: 30 })
    const [eva, noor] = [await there(), await there()]
    const amina = await comes('Bonjour')
    const { items } = await the.care.get(eva, 'GET /api/v1/offers')
    expect(items).toMatchObject([{ id: amina.id, queue: { id: queue }, facts: { among: 2, load: 0, capacity: 10 } }])
    expect([await the.holderOf(amina), await offered(noor)]).toEqual([null, []])
    expect((await amina.state()).with.kind).toBe('waiting')
    expect((await accept(noor, amina)).status).toBe(410)
    expect((await accept(eva, amina)).body).toMatchObject({ assignee: { id: eva.id } })
    expect((await accept(eva, amina)).status).toBe(200)
    expect(await offered(eva)).toEqual([])
    const list = await the.care.get(eva, 'GET /api/v1/conversations/:id/assignments', at(amina))
    expect(list.items).toMatchObject([{ why: 'accepted', agent: { id: eva.id }, facts: { among: 2 } }])
  })

  test('what is offered takes room: nobody is offered more than they could have', async () => {
    await the.queue('Général', { push: true, offer: 30 })
    const eva = await there(4)
    const talks = [await comes('Un'), await comes('Deux'), await comes('Trois')]
    expect(await offered(eva)).toEqual(talks.slice(0, 2).map(({ id }) => id))
    expect((await the.care.get(eva, 'POST /api/v1/presence/heartbeat')).load).toBe(4)
  })

  test('declined, somebody else is asked at once, and who declined is not asked again', async () => {
    await the.queue('Général', { push: true, offer: 30 })
    const [eva, noor] = [await there(), await there()]
    const amina = await comes('Bonjour')
    await decline(eva, amina)
    await decline(eva, amina)
    expect([await offered(eva), await offered(noor)]).toEqual([[], [amina.id]])
    expect(await stateOf(eva)).toBe('available')
  })

  test('without an answer somebody else is asked; who misses two in a row is away', async () => {
    await the.queue('Général', { push: true, offer: 30 })
    const [eva, noor] = [await there(20), await there(20)]
    const amina = await comes('Bonjour')
    expect(await offered(eva)).toEqual([amina.id])
    await the.pass(31, [eva, noor])
    expect([await offered(eva), await offered(noor), await stateOf(eva)]).toEqual([[], [amina.id], 'available'])
    await accept(noor, amina)
    const bram = await comes('Allô')
    expect(await offered(eva)).toEqual([bram.id])
    await the.pass(31, [eva, noor])
    expect(await stateOf(eva)).toBe('away')
    await accept(noor, bram)
    await the.goes(eva, 'available')
    const cleo = await comes('Salut')
    await the.pass(31, [eva, noor])
    expect([await offered(noor), await stateOf(eva)]).toEqual([[cleo.id], 'available'])
  })

  test('when all who are there have passed it, they are asked again: nobody waits for nobody', async () => {
    await the.queue('Général', { push: true, offer: 30 })
    const eva = await there()
    const amina = await comes('Bonjour')
    await decline(eva, amina)
    expect(await offered(eva)).toEqual([])
    await the.pass(40, [eva])
    expect(await offered(eva)).toEqual([amina.id])
  })

  test('taken by hand, moved, or left by an advisor who goes: the offer is over', async () => {
    await the.queue('Général', { push: true, offer: 60 })
    const second = await the.queue('Renfort')
    const eva = await there()
    const [amina, bram, cleo] = [await comes('Un'), await comes('Deux'), await comes('Trois')]
    expect((await offered(eva)).length).toBe(3)
    const { admin } = the.care
    const noor = await the.advisor()
    await the.care.get(admin, 'PUT /api/v1/conversations/:id/assignment', { ...at(amina), body: { agent: noor.id } })
    await the.care.get(admin, 'PUT /api/v1/conversations/:id/queue', { ...at(bram), body: { queue: second } })
    await the.care.settle()
    expect(await offered(eva)).toEqual([cleo.id])
    expect((await accept(eva, bram)).status).toBe(410)
    await the.goes(eva, 'away')
    await the.care.settle()
    expect(await offered(eva)).toEqual([])
    expect([await the.holderOf(amina), await the.holderOf(cleo)]).toEqual([noor.id, null])
  })

  test('"next" takes nothing that somebody else is just asked for', async () => {
    await the.queue('Général', { push: true, offer: 60 })
    await there()
    const amina = await comes('Un')
    const noor = await the.advisor()
    const next = async () => (await the.care.get(noor, 'POST /api/v1/work-items/next', { body: { id: newId() } })).row
    expect(await next()).toBeNull()
    await the.pass(61)
    expect((await next())?.id).toBe(amina.id)
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { ask, type LawWorld, lawWorld } from '../laws/world.ts'
import type { Visitor } from '../support/care.ts'
import type { Person } from '../support/people.ts'

let world: LawWorld
let partner: Person
let neighbour: Person
let visitor: Visitor
let contact: string
beforeAll(async () => {
  world = await lawWorld()
  const { care: the, queues } = world
  partner = await the.person({ role: 'partner-advisor', brand: the.lumo, scope: `queue:${queues.first}` })
  neighbour = await the.person({ role: 'advisor', brand: the.lumo, scope: `queue:${queues.second}` })
}, 60_000)
afterAll(() => world.care.app.stop())
beforeEach(async () => {
  visitor = await world.care.visitor('Ma SIM est bloquée', { name: 'Amina Haddad' })
  await world.care.settle()
  contact = await contactOf(visitor)
})

const contactOf = async ({ id }: Visitor) => (await world.care.open(world.care.admin, id)).row.contact.id
const opens = async (who: Person, id = contact) =>
  (await ask(world, who, 'GET /api/v1/contacts/:id', { params: { id } })).status
const change = async (route: string, input: object) => {
  const { status } = await ask(world, world.care.admin, route, input)
  expect(status, route).toBeLessThan(300)
  await world.care.settle()
}
const transfer = (queue: string, { id } = visitor) =>
  change('PUT /api/v1/conversations/:id/queue', { params: { id }, body: { queue } })

describe('the contact of a conversation', () => {
  test('is open to those of its queue, and goes with it to another', async () => {
    expect([await opens(partner), await opens(neighbour)]).toEqual([200, 404])
    await transfer(world.queues.second)
    expect([await opens(partner), await opens(neighbour)]).toEqual([404, 200])
  })
  test('stays open while one of several conversations is there, solved or not', async () => {
    const other = await world.care.visitor('Encore moi', { name: 'Amina H.' })
    await world.care.settle()
    const second = await contactOf(other)
    await transfer(world.queues.second, other)
    expect([await opens(partner, second), await opens(neighbour, second)]).toEqual([404, 200])
    const merge = newId()
    await change('POST /api/v1/contacts/:id/merges', { params: { id: contact }, body: { id: merge, other: second } })
    expect([await opens(partner), await opens(neighbour)]).toEqual([200, 200])
    await change('PUT /api/v1/conversations/:id/solution', { params: { id: visitor.id }, body: { disposition: null } })
    expect([await opens(partner), await opens(neighbour)]).toEqual([200, 200])
    await transfer(world.queues.second)
    expect([await opens(partner), await opens(neighbour)]).toEqual([404, 200])
    await transfer(world.queues.first)
    await change('DELETE /api/v1/contacts/:id/merges/:merge', { params: { id: contact, merge } })
    expect([await opens(partner), await opens(neighbour)]).toEqual([200, 404])
    expect([await opens(partner, second), await opens(neighbour, second)]).toEqual([404, 200])
  })
  test('is found in search by those who may open it, and by nobody else', async () => {
    const finds = async (who: Person) => {
      const { body } = await ask(world, who, 'GET /api/v1/search', { query: { q: 'Haddad' } })
      return JSON.stringify(body).includes(contact)
    }
    expect([await finds(partner), await finds(neighbour)]).toEqual([true, false])
    await transfer(world.queues.second)
    expect([await finds(partner), await finds(neighbour)]).toEqual([false, true])
  })
})

test('the report of somebody limited to a queue counts that queue alone', async () => {
  const begun = async (who: Person) => {
    const { status, body } = await ask(world, who, 'GET /api/v1/reports/service')
    expect(status).toBe(200)
    return body as { volume: { total: { n: number } }; backlog: { open: { n: number } } }
  }
  world.care.app.clock.advance({ minutes: 1 })
  const [before, all] = [await begun(neighbour), await begun(world.lead)]
  expect(all.volume.total.n).toBeGreaterThan(before.volume.total.n)
  await transfer(world.queues.second)
  const after = await begun(neighbour)
  expect(after.volume.total.n).toBe(before.volume.total.n + 1)
  expect(after.backlog.open.n).toBe(before.backlog.open.n + 1)
  expect((await begun(world.lead)).volume.total.n).toBe(all.volume.total.n)
})

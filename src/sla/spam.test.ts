import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSla } from '#sla'
import { type Care, care, type Visitor } from '../../test/support/care.ts'
import type { Person } from '../../test/support/people.ts'

let the: Care
let eva: Person
beforeAll(async () => {
  the = await care({ modules: [openSla] })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
})
afterAll(() => the.app.stop())

const said = async (verb: 'PUT' | 'DELETE', { id }: Visitor) => {
  await the.get(eva, `${verb} /api/v1/conversations/:id/spam`, { params: { id } })
  await the.settle()
}
const clocksOf = async ({ id }: Visitor) =>
  (await the.get(eva, 'GET /api/v1/conversations/:id/clocks', { params: { id } })).clocks
    .map(({ kind, endedAt }) => `${kind} ${endedAt === null ? 'runs' : 'ended'}`)
    .sort()

test('the clocks of spam stop; of what was none they go on, and the time between is told as a pause', async () => {
  const visitor = await the.visitor('Gagnez un téléphone')
  await the.settle()
  expect(await clocksOf(visitor)).toEqual(['first runs', 'resolution runs'])
  await said('PUT', visitor)
  expect(await clocksOf(visitor)).toEqual(['first ended', 'resolution ended'])
  the.app.clock.advance({ minutes: 10 })
  await said('DELETE', visitor)
  expect(await clocksOf(visitor)).toEqual(['first runs', 'resolution runs'])
  const { clocks } = await the.get(eva, 'GET /api/v1/conversations/:id/clocks', { params: { id: visitor.id } })
  expect(clocks[0]?.facts.pauses).toMatchObject([{ why: 'spam' }])
})

test('who wrote while it was set aside waits for an answer since then', async () => {
  const visitor = await the.visitor('Bonjour')
  await the.settle()
  await the.reply(eva, visitor.id, 'Voilà', { next: 'solve' })
  await the.settle()
  await said('PUT', visitor)
  await visitor.writes('Encore moi')
  const wrote = the.app.clock.now()
  await the.settle()
  expect(await clocksOf(visitor)).toEqual(['first ended', 'resolution ended'])
  the.app.clock.advance({ minutes: 10 })
  await said('DELETE', visitor)
  expect(await clocksOf(visitor)).toEqual(['first ended', 'next runs', 'resolution runs'])
  const { clocks } = await the.get(eva, 'GET /api/v1/conversations/:id/clocks', { params: { id: visitor.id } })
  expect(clocks.find(({ kind }) => kind === 'next')?.startedAt).toBe(wrote.toISOString())
})

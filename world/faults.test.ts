import { expect, test } from 'vitest'
import { openApi } from './api/client.ts'
import { runningClock } from './clock.ts'
import { liveCustomer } from './customers/live-customer.ts'
import { scriptFor } from './customers/script.ts'
import { openFaults } from './faults.ts'
import { randomFrom } from './random.ts'
import { openTown } from './testing/town.ts'
import { openWorld } from './world.ts'

/** So fast that an impatient customer is through in a second. */
const SPEED = 600

test('what is said twice, out of order and with answers lost is in the conversation once', async () => {
  await using town = await openTown({ work: true })
  await town.fill()
  const clock = runningClock(SPEED)
  const faults = openFaults(clock, randomFrom('faults'))
  for (const name of ['repeat', 'shuffle', 'drop-answers'] as const) faults.turn(name, true)
  const api = openApi({ url: town.app.url, send: faults.through(fetch), clock, tries: 12 })
  const world = openWorld({ seed: 'faults', api, clock, signal: new AbortController().signal })
  const visits = ['one', 'two', 'three'].map((words) => scriptFor(world, words, { atOnce: true }))
  await Promise.all(visits.map((script) => liveCustomer(world, script)))

  const { rows } = await town.app.app.database.pool.query<{ messages: number; ids: number; highest: number }>(
    `select count(*)::int as messages, count(distinct id)::int as ids, max(seq)::int as highest
     from conversations.message group by conversation_id`,
  )
  expect(rows).toHaveLength(3)
  for (const { messages, ids, highest } of rows) expect([messages, ids]).toEqual([highest, highest])
  const fromCustomers = await town.app.app.database.pool.query<{ n: number }>(
    `select count(*)::int as n from conversations.message where by_kind = 'contact'`,
  )
  expect(fromCustomers.rows[0]?.n).toBe(world.figures.messages)
}, 60_000)

test('offline, nothing gets through, and open lines break', async () => {
  const clock = runningClock(SPEED)
  const faults = openFaults(clock, randomFrom('faults'))
  const broken = Promise.withResolvers<string>()
  const endless = (_: string, { signal }: RequestInit) =>
    new Promise<Response>(() => signal?.addEventListener('abort', () => broken.resolve('broken')))
  const send = faults.through(endless)
  void send('http://127.0.0.1/api/v1/chat/stream', {})
  // An hour of the world's clock, which runs fast.
  faults.offline(3_600_000)
  expect(await broken.promise).toBe('broken')
  expect(faults.isOffline).toBe(true)
  await expect(send('http://127.0.0.1/api/v1/chat/messages', {})).rejects.toThrow('cut')
})

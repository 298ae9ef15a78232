import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrandId } from '#kernel/ids'
import { newId } from '#kernel/ids'
import type { Person } from '../../../../test/support/people.ts'
import { type Shift, shift } from '../../../../test/support/shift.ts'
import { fillSurgeDay, SURGE_ADVISORS } from '../../../../test/support/surge-day.ts'

const [SMALL, LARGE] = [5_000, 50_000]
/** Ten times as much, and what sorting adds; what grew with its square would be a hundred. */
const MOST = 20
const ROUNDS = 3
const DAY = '2026-06-09'

let desk: Shift
beforeAll(async () => {
  desk = await shift()
})
afterAll(() => desk?.care.app.stop())

/** A plan with every switch, for a brand with a day of so many. */
async function prepared(brand: BrandId, howMany: number, first: number): Promise<string> {
  const { care } = desk
  const queues = [newId(), newId(), newId()]
  for (const id of queues)
    await care.get(care.admin, 'POST /api/v1/queues', { body: { id, brand, name: { fr: 'File' }, push: false } })
  const midnight = '2026-06-08T22:00:00Z'
  await fillSurgeDay(care.app.app.database.pool, { brand, queues, midnight, howMany, first })
  const text = { fr: 'Panne' }
  const switches = {
    overflow: [{ from: queues[0], to: queues[1], percent: 40 }],
    massAnswer: { text, queues: [], isOffer: true },
    callBack: { text, queues: [], minutes: 60 },
    ...{ banner: text, surveysPaused: true },
  }
  const plan = newId()
  await care.get(care.admin, 'POST /api/v1/surge-plans', { body: { id: plan, brand, name: text, switches } })
  return plan
}

async function timed(who: Person, plan: string, howMany: number): Promise<number> {
  const start = performance.now()
  const trial = await desk.care.get(who, 'GET /api/v1/surge-plans/:id/trial', {
    params: { id: plan },
    query: { day: DAY },
  })
  const took = performance.now() - start
  const all = { came: howMany, bannered: howMany, surveys: howMany / 4, advisors: SURGE_ADVISORS }
  expect(trial.total).toMatchObject(all)
  return took
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

test(`a day of ${LARGE} conversations takes no more than ${MOST} times one of ${SMALL}`, async () => {
  const { care } = desk
  const small = await prepared(care.vela, SMALL, 0)
  const large = await prepared(care.lumo, LARGE, SMALL)
  care.app.clock.advance({ hours: 24 })
  const who = await care.person({ role: 'admin', brand: null })
  const times: { small: number[]; large: number[] } = { small: [], large: [] }
  for (let n = 0; n < ROUNDS; n += 1) {
    times.small.push(await timed(who, small, SMALL))
    times.large.push(await timed(who, large, LARGE))
  }
  expect(median(times.large) / median(times.small)).toBeLessThan(MOST)
}, 120_000)

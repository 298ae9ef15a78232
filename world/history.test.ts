import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bringHistory } from './history.ts'
import { openTown, type Town } from './testing/town.ts'

const COUNT = 60
const PATIENCE = 60_000

describe('the past of the demo', () => {
  let town: Town
  const bring = () =>
    bringHistory({
      api: town.api,
      key: town.key,
      say: () => {},
      signal: new AbortController().signal,
      now: town.app.clock.now().getTime(),
      count: COUNT,
    })
  beforeAll(async () => {
    town = await openTown()
    await town.fill()
    await bring()
    await town.app.settle()
  }, PATIENCE)
  afterAll(() => town.app.stop())

  const rows = async () => {
    const query = { view: 'all', order: 'newest', limit: 200 }
    const { items } = await town.api.call('GET /api/v1/inbox', town.key, { query } as never)
    return items
  }

  test('is spread over weeks and hours, none of it to come, all of it over', async () => {
    const { rows: found } = await town.app.app.database.pool.query<{ at: Date; status: string }>(
      `select started_at as at, status from analytics.conversation_fact where to_pos is null`,
    )
    expect(found).toHaveLength(COUNT)
    expect(new Set(found.map(({ status }) => status))).toEqual(new Set(['solved']))
    expect(new Set(found.map(({ at }) => at.toISOString().slice(0, 10))).size).toBeGreaterThan(15)
    expect(new Set(found.map(({ at }) => at.getUTCHours())).size).toBeGreaterThan(8)
    expect(found.filter(({ at }) => at > town.app.clock.now())).toEqual([])
  })

  test('has answers by bot and people, ratings, and nobody who still waits', async () => {
    const { rows: facts } = await town.app.app.database.pool.query<Record<string, number>>(
      `select count(*) filter (where response_by = 'bot')::int as bot, count(*) filter (where response_by = 'agent')::int as agent,
         count(score)::int as rated, count(waiting_since)::int as waiting, count(handed_over_at)::int as handed
       from analytics.conversation_fact where to_pos is null`,
    )
    const [{ bot = 0, agent = 0, rated = 0, waiting = 0, handed = 0 } = {}] = facts
    expect(Math.min(bot, agent, rated, handed)).toBeGreaterThan(5)
    expect(waiting).toBe(0)
    const counts = await town.api.call('GET /api/v1/inbox/counts', town.key, {})
    expect(counts.counts.unassigned ?? 0).toBe(0)
  })

  test('is brought once: a second start asks once and changes nothing', async () => {
    const [before, asked] = [await rows(), town.requests()]
    await bring()
    expect(town.requests() - asked).toBe(1)
    expect(await rows()).toEqual(before)
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTown, type Town } from '../testing/town.ts'
import { readDemoOperator, stagesOf } from './demo-operator.ts'

const demo = readDemoOperator()
/** Hundreds of requests, on a machine that may be busy. */
const PATIENCE = 60_000

test('the demo operator is the same each time it is thought of', () => {
  expect(stagesOf(demo)).toEqual(stagesOf(readDemoOperator()))
})

describe('filling a new database', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
    await town.fill()
    await town.app.settle()
  }, PATIENCE)
  afterAll(() => town.app.stop())

  test('makes two brands, twelve advisors with their roles, a first queue for each brand', async () => {
    const { api, key } = town
    const brands = (await api.call('GET /api/v1/brands', key, {})).items
    expect(brands.map(({ slug }) => slug).sort()).toEqual(['ondelle', 'vencejo'])
    const agents = (await api.call('GET /api/v1/agents', key, { query: { limit: 100 } })).items
    expect(agents).toHaveLength(12)
    expect(agents.every(({ roles }) => roles.length > 0)).toBe(true)
    expect((await api.call('GET /api/v1/queues', key, {})).items).toHaveLength(2)
  })

  test('publishes every article, so that a customer finds an answer', async () => {
    const { api, key } = town
    const query = { state: 'published', limit: 100 } as const
    expect((await api.call('GET /api/v1/articles', key, { query })).items).toHaveLength(demo.articles.length)
    const asked = { params: { slug: 'ondelle' }, query: { q: 'pukcode', lang: 'nl' } }
    const { answers } = await api.call('GET /api/v1/chat/brands/:slug/answers', null, asked)
    expect(answers.length).toBeGreaterThan(0)
  })

  test('a second start changes nothing and asks once', async () => {
    const before = await everything(town)
    const asked = town.requests()
    expect(await town.fill()).toBe(false)
    expect(town.requests() - asked).toBe(1)
    expect(await everything(town)).toEqual(before)
  })

  test(
    'what somebody changed since is theirs',
    async () => {
      const { api, key } = town
      const [article] = (await api.call('GET /api/v1/articles', key, { query: { limit: 1 } })).items
      if (article === undefined) throw new Error('no article')
      const { brand, lang, slug, summary, body, keywords, questions, likely, key: name } = article
      const values = {
        brand,
        key: name,
        lang,
        slug,
        summary,
        body,
        keywords,
        questions,
        likely,
        title: 'In our own words',
      }
      const params = { id: article.id }
      await api.call('PUT /api/v1/articles/:id', key, { params, body: values })
      await town.app.app.database.pool.query('delete from conversations.disposition')
      expect(await town.fill()).toBe(true)
      expect((await api.call('GET /api/v1/articles/:id', key, { params })).title).toBe('In our own words')
    },
    PATIENCE,
  )
})

/** Everything of the operator that the API tells, and how far the log has come. */
async function everything({ api, key, app }: Town): Promise<unknown> {
  await app.settle()
  const head = await app.app.database.pool.query('select pos from kernel.log_head')
  return [
    head.rows,
    (await api.call('GET /api/v1/brands', key, {})).items,
    (await api.call('GET /api/v1/agents', key, { query: { limit: 100 } })).items,
    (await api.call('GET /api/v1/labels', key, {})).items,
    (await api.call('GET /api/v1/canned-responses', key, { query: { limit: 200 } })).items,
  ]
}

import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { newId } from '#kernel/ids'
import type { Cast } from '../../../test/support/people.ts'
import { portalCast } from '../../../test/support/portal.ts'
import { openPortal } from './module.ts'

let the: Cast
let brand: string
beforeAll(async () => {
  the = await portalCast(openPortal)
  const { items } = (await (await the.app.fetch('/api/v1/brands', { session: the.admin.session })).json()) as {
    items: { id: string; slug: string }[]
  }
  brand = items.find(({ slug }) => slug === 'ondelle')?.id ?? ''
})
afterAll(() => the?.app.stop())
afterEach(() => vi.restoreAllMocks())

async function publish(title: string): Promise<string> {
  const id = newId()
  const slug = title.toLowerCase().replaceAll(' ', '-')
  const words = { title, slug, summary: title, body: title, keywords: [], questions: [], likely: true }
  const body = { id, brand, key: slug, lang: 'en', ...words }
  for (const [method, path, json] of [
    ['POST', '/api/v1/articles', body],
    ['PUT', `/api/v1/articles/${id}/publication`, undefined],
  ] as const) {
    const answer = await the.app.fetch(path, { method, session: the.admin.session, ...(json && { json }) })
    expect(answer.ok).toBe(true)
  }
  return `/api/v1/articles/${id}/publication`
}
const help = async (headers: Record<string, string> = {}, query = '') => {
  const answer = await the.app.fetch(`/b/ondelle/help${query}`, { headers: { 'accept-language': 'en', ...headers } })
  return { text: await answer.text(), headers: answer.headers }
}

test('a page for everybody is kept for seconds; who signed in, asks by query or in another language gets it anew', async () => {
  const longWish = { 'accept-language': `en,${'x'.repeat(300)};q=0.1` }
  await help(longWish)
  const before = await help()
  await publish('The lamp is red')
  const kept = await help()
  expect(kept.text).toBe(before.text)
  for (const name of ['content-security-policy', 'cache-control', 'vary', 'content-language', 'content-type'])
    expect(kept.headers.get(name)).toBe(before.headers.get(name))
  expect((await help({ cookie: 'sb_staff=anything' })).text).toContain('The lamp is red')
  expect((await help({}, '?lang=en')).text).toContain('The lamp is red')
  expect((await help({ 'accept-language': 'nl' })).text).toContain('lang="nl"')
  expect((await help(longWish)).text).toContain('The lamp is red')
  const real = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => real() + 6_000)
  expect((await help()).text).toContain('The lamp is red')
})

test('an article that was taken back is gone at once for who asks anew; another brand never had it', async () => {
  const publication = await publish('A red cable')
  const status = async (brand: string) => (await the.app.fetch(`/b/${brand}/help/a-red-cable?lang=en`)).status
  expect([await status('ondelle'), await status('ondelle'), await status('lumo')]).toEqual([200, 200, 404])
  await the.app.fetch(publication, { method: 'DELETE', session: the.admin.session })
  expect(await status('ondelle')).toBe(404)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import { type Care, care } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'

let the: Care
let eva: Person
let noor: Person
let lead: Person
beforeAll(async () => {
  the = await care({ modules: [openNotices] })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  noor = await the.person({ role: 'advisor', brand: the.vela })
  lead = await the.person({ role: 'lead', brand: the.lumo })
})
afterAll(() => the.app.stop())

interface Words {
  title: string
  body: string
  until: string | null
}
const words: Words = { title: 'New prices', body: 'The **small** tariff costs 12 from today.', until: null }
const write = async (who: Person, body: Partial<Words> & { brand?: string | null; id?: string } = {}) =>
  the.get(who, 'POST /api/v1/briefings', { body: { id: newId(), brand: the.lumo, ...words, ...body } })
const change = (who: Person, id: string, body: Partial<Words> & { edition: number }) =>
  the.call(who, 'PUT /api/v1/briefings/:id', { params: { id }, body: { ...words, ...body } })
const withdraw = (who: Person, id: string, withdrawn: boolean) =>
  the.call(who, 'PUT /api/v1/briefings/:id/withdrawn', { params: { id }, body: { withdrawn } })
const read = (who: Person, id: string, edition: number) =>
  the.call(who, 'PUT /api/v1/briefings/:id/read', { params: { id }, body: { edition } })
const shown = async (who: Person, id: string, of: 'current' | 'all' = 'current') =>
  (await the.get(who, 'GET /api/v1/briefings', { query: { of } })).items.find((each) => each.id === id) ?? null
const unread = async (who: Person) => (await the.get(who, 'GET /api/v1/briefings/unread')).unread

test('a brand’s advisors see it until they say they have read it; who wrote it sees who has', async () => {
  const before = await unread(eva)
  const { id } = await write(lead)
  expect(await unread(eva)).toBe(before + 1)
  expect(await shown(eva, id)).toMatchObject({
    title: 'New prices',
    html: '<p>The <strong>small</strong> tariff costs 12 from today.</p>\n',
    by: { id: lead.id },
    readAt: null,
    readers: null,
    mayChange: false,
  })
  expect(await shown(noor, id)).toBeNull()
  expect((await read(noor, id, 1)).status).toBe(404)
  const { readers } = (await shown(lead, id)) ?? {}
  expect(readers).toMatchObject({ read: 1 })

  expect((await read(eva, id, 1)).body).toMatchObject({ id, readAt: the.app.clock.now().toISOString() })
  expect((await read(eva, id, 1)).status).toBe(200)
  expect(await unread(eva)).toBe(before)
  expect((await shown(lead, id))?.readers).toEqual({ read: 2, of: readers?.of })
  const { items } = await the.get(lead, 'GET /api/v1/briefings/:id/readers', { params: { id } })
  expect(items.length).toBe(readers?.of)
  expect(
    items
      .filter(({ readAt }) => readAt !== null)
      .map(({ agent }) => agent.id)
      .sort(),
  ).toEqual([eva.id, lead.id].sort())
  expect(items.at(0)?.readAt).toBeNull()
  expect((await the.call(eva, 'GET /api/v1/briefings/:id/readers', { params: { id } })).status).toBe(404)
})

test('a correction asks nobody; the next edition asks all again, but who wrote it', async () => {
  const { id } = await write(lead)
  await read(eva, id, 1)
  expect((await change(lead, id, { title: 'New price', edition: 1 })).body).toMatchObject({
    title: 'New price',
    edition: 1,
  })
  expect((await shown(eva, id))?.readAt).not.toBeNull()
  expect((await change(lead, id, { body: 'It costs 13.', edition: 2 })).body).toMatchObject({ edition: 2 })
  expect((await change(lead, id, { body: 'It costs 13.', edition: 2 })).body).toMatchObject({ edition: 2 })
  expect([(await shown(eva, id))?.readAt, (await shown(lead, id))?.readAt === null]).toEqual([null, false])
  // What was read is not what is there now.
  await read(eva, id, 1)
  expect((await shown(eva, id))?.readAt).toBeNull()
  expect((await read(eva, id, 3)).status).toBe(400)
  expect((await change(lead, id, { body: 'Of before.', edition: 1 })).status).toBe(409)
  expect((await shown(eva, id))?.body).toBe('It costs 13.')
})

test('taken back it is gone for advisors and can be shown again; it ends by itself at its time', async () => {
  const { id } = await write(lead)
  expect((await withdraw(eva, id, true)).status).toBe(404)
  await withdraw(lead, id, true)
  expect([await shown(eva, id), (await shown(lead, id, 'all'))?.withdrawnAt === null]).toEqual([null, false])
  await withdraw(lead, id, false)
  expect(await shown(eva, id)).toMatchObject({ withdrawnAt: null })

  const until = new Date(the.app.clock.now().getTime() + 600_000).toISOString()
  await change(lead, id, { until, edition: 1 })
  expect(await shown(eva, id)).not.toBeNull()
  the.app.clock.advance({ minutes: 11 })
  expect([await shown(eva, id), (await shown(eva, id, 'all'))?.id]).toEqual([null, id])
})

test('for every brand only by who may in all of them; without words, or a used id, nothing is written', async () => {
  const body = { id: newId(), brand: null, ...words }
  expect((await the.call(lead, 'POST /api/v1/briefings', { body })).status).toBe(403)
  expect((await the.call(lead, 'POST /api/v1/briefings', { body: { ...body, brand: the.vela } })).status).toBe(404)
  const { id } = await write(the.admin, { brand: null })
  expect([(await shown(eva, id))?.id, (await shown(noor, id))?.id]).toEqual([id, id])
  expect((await change(lead, id, { edition: 2 })).status).toBe(404)
  const empty = await the.call(lead, 'POST /api/v1/briefings', {
    body: { ...body, id: newId(), brand: the.lumo, title: ' ' },
  })
  expect([empty.status, empty.body]).toMatchObject([400, { faults: [{ pointer: '/body/title' }] }])
  expect((await write(the.admin, { id, brand: null })).id).toBe(id)
  const other = { ...body, id, title: 'Another' }
  expect((await the.call(the.admin, 'POST /api/v1/briefings', { body: other })).status).toBe(409)
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care, type Visitor } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'

let the: Care
let advisor: Person
beforeAll(async () => {
  the = await care()
  advisor = await the.person({ role: 'advisor', brand: the.lumo })
})
afterAll(() => the.app.stop())

async function reason(name: string, parent: string | null = null, brand: string | null = null): Promise<string> {
  const id = newId()
  await the.get(the.admin, 'POST /api/v1/dispositions', { body: { id, brand, parent, name: { en: name } } })
  return id
}
const listed = async () => (await the.get(advisor, 'GET /api/v1/dispositions', {})).items
const one = async (id: string) => {
  const found = (await listed()).find((each) => each.id === id)
  if (found === undefined) throw new Error('It is listed.')
  return found
}
const change = async (id: string, more: object) => {
  const { name, parent, rev } = await one(id)
  return the.call(the.admin, 'PUT /api/v1/dispositions/:id', { params: { id }, body: { name, parent, rev, ...more } })
}
const solve = ({ id }: Visitor, disposition: string | null, who = advisor) =>
  the.call(who, 'PUT /api/v1/conversations/:id/solution', { params: { id }, body: { disposition } })

describe('the tree', () => {
  test('keeps the order it is given; a new one stands last, one that moves makes room', async () => {
    const top = await reason('Bill')
    const ids = [await reason('a', top), await reason('b', top), await reason('c', top)]
    const under = async () => (await listed()).filter(({ parent }) => parent === top).map(({ name }) => name.en)
    expect(await under()).toEqual(['a', 'b', 'c'])
    const put = { params: { id: ids[2] ?? '' }, body: { position: 0 } }
    await the.get(the.admin, 'PUT /api/v1/dispositions/:id/position', put)
    expect(await under()).toEqual(['c', 'a', 'b'])
    await the.get(the.admin, 'PUT /api/v1/dispositions/:id/position', { ...put, body: { position: 900 } })
    expect(await under()).toEqual(['a', 'b', 'c'])
  })

  test('closes no circle, goes four deep, and stays within a brand', async () => {
    const a = await reason('a')
    const b = await reason('b', a)
    const c = await reason('c', b)
    const d = await reason('d', c)
    expect((await change(a, { parent: c })).status).toBe(422)
    expect((await change(a, { parent: a })).status).toBe(422)
    const body = { id: newId(), brand: null, parent: d, name: { en: 'e' } }
    expect((await the.call(the.admin, 'POST /api/v1/dispositions', { body })).status).toBe(422)
    const lumos = await reason('of Lumo', null, the.lumo)
    expect((await change(a, { parent: lumos })).status).toBe(422)
    expect((await change(d, { parent: null })).status).toBe(200)
  })

  test('two who change it at once do not overwrite each other', async () => {
    const id = await reason('first')
    const { rev } = await one(id)
    expect((await change(id, { name: { en: 'second' } })).status).toBe(200)
    const late = await change(id, { name: { en: 'third' }, rev })
    expect(late).toMatchObject({ status: 409, body: { type: expect.stringContaining('stale') } })
    expect((await one(id)).name).toEqual({ en: 'second' })
  })

  test('a lead of one brand does not change what all brands share', async () => {
    const lead = await the.person({ role: 'lead', brand: the.lumo })
    const shared = await reason('shared')
    const own = await reason('own', null, the.lumo)
    const retire = (id: string) => the.call(lead, 'PUT /api/v1/dispositions/:id/retirement', { params: { id } })
    expect((await retire(shared)).status).toBe(404)
    expect((await retire(own)).status).toBe(204)
  })
})

describe('solving', () => {
  test('with one that rests, or stands under one that does, is refused; what had it keeps it', async () => {
    const [top, two] = [await reason('Network'), await the.visitor('Pas de réseau')]
    const leaf = await reason('Outage', top)
    await the.get(the.admin, 'PUT /api/v1/conversations/:id/solution', {
      params: { id: two.id },
      body: { disposition: leaf },
    })
    await the.get(the.admin, 'PUT /api/v1/dispositions/:id/retirement', { params: { id: top } })
    const refused = await solve(await the.visitor('Encore'), leaf)
    expect(refused).toMatchObject({ status: 400, body: { detail: expect.stringContaining('choose another') } })
    expect((await the.open(the.admin, two.id)).row.disposition).toBe(leaf)
    await the.get(the.admin, 'DELETE /api/v1/dispositions/:id/retirement', { params: { id: top } })
    expect((await solve(await the.visitor('Toujours'), leaf)).status).toBe(200)
  })

  test('without one is refused to people where the brand asks for it, also with an answer, and the answer is not sent', async () => {
    const leaf = await reason('Answered')
    const must = (reason: 'required' | 'asked') =>
      the.get(the.admin, 'PUT /api/v1/settings/:key', {
        params: { key: 'conversations.solving' },
        query: { brand: the.lumo },
        body: { value: { reason } },
      })
    await must('required')
    expect((await the.get(advisor, 'GET /api/v1/dispositions', {})).required).toEqual([the.lumo])
    const customer = await the.visitor('Merci de répondre')
    expect(await solve(customer, null)).toMatchObject({ status: 400, body: { faults: [{ detail: 'required' }] } })
    const { row } = await the.open(advisor, customer.id)
    const body = { id: newId(), text: 'Voilà', seenSeq: row.lastContactSeq, next: 'solve' as const }
    const reply = (more: object = {}) =>
      the.call(advisor, 'POST /api/v1/conversations/:id/messages', {
        params: { id: customer.id },
        body: { ...body, ...more },
      })
    expect((await reply()).status).toBe(400)
    expect((await the.open(advisor, customer.id)).row.status).toBe('open')
    expect((await reply({ disposition: leaf })).status).toBe(200)
    expect((await the.open(advisor, customer.id)).row).toMatchObject({ status: 'solved', disposition: leaf })
    await must('asked')
    expect((await solve(await the.visitor('Autre'), null)).status).toBe(200)
  })

  test('how often each was chosen is counted', async () => {
    const leaf = await reason('Counted')
    for (const text of ['un', 'deux']) await solve(await the.visitor(text), leaf)
    const use = await the.get(the.admin, 'GET /api/v1/dispositions/use', {})
    expect(use.items).toContainEqual({ id: leaf, n: 2 })
    expect(use.without).toBeGreaterThan(0)
  })
})

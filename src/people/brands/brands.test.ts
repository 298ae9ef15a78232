import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { brandValues, type Cast, cast } from '../../../test/support/people.ts'
import { brandById, brandBySlug } from './find-brand.ts'

let the: Cast
beforeAll(async () => {
  the = await cast()
})
afterAll(() => the.app.stop())

const create = (id: string, values: object, who = the.admin) =>
  the.refused(who, 'POST /api/v1/brands', { body: { id, ...values } })

describe('creating', () => {
  test('twice is once; another wish under the same id, or a taken slug, is refused', async () => {
    const id = newId()
    const body = { id, ...brandValues('nova') }
    const first = await the.ask(the.admin, 'POST /api/v1/brands', { body })
    expect(first).toEqual({ ...body, rev: 1 })
    expect(await the.ask(the.admin, 'POST /api/v1/brands', { body })).toEqual(first)
    expect((await create(id, brandValues('nova', { name: 'Other' }))).code).toBe('id_reused')
    expect(await create(newId(), brandValues('nova'))).toMatchObject({
      code: 'conflict',
      faults: [{ pointer: '/body/slug' }],
    })
  })
  test('every fault is told at once', async () => {
    const look = { hue: 100, chroma: 0.18, lightness: 0.85, radius: 4 }
    const hours = { timeZone: 'Mars/Olympus', week: [], closedDays: [] }
    const { code, faults } = await create(newId(), brandValues('faulty', { look, hours, languages: ['fr', 'fr'] }))
    expect(code).toBe('invalid_input')
    expect(faults?.map(({ pointer }) => pointer)).toEqual([
      '/body/look/lightness',
      '/body/hours/timeZone',
      '/body/languages',
    ])
    expect(faults?.[0]?.detail).toMatch(/nearest lightness that passes is 0\.\d+$/)
  })
  test.each([
    ['a font that ends the rule', { look: { hue: 1, chroma: 0.1, radius: 4, font: 'x; } body { display: none' } }],
    [
      'an hour that does not exist',
      { hours: { timeZone: 'UTC', week: [{ day: 1, from: '25:00', to: '26:00' }], closedDays: [] } },
    ],
    ['no language', { languages: [] }],
    ['an unknown field', { owner: 'me' }],
  ])('%s is refused', async (_, more) => {
    expect((await create(newId(), { ...brandValues('odd'), ...more })).status).toBe(400)
  })
})

test('a change is seen at once, counted and told', async () => {
  const { database } = the.app.app
  expect((await brandBySlug(database.db, 'lumo'))?.name).toBe('LUMO')
  const body = brandValues('lumo', { name: 'Lumo Mobile', firstHolder: 'queue' })
  const changed = await the.ask(the.admin, 'PUT /api/v1/brands/:id', { params: { id: the.lumo }, body })
  expect(changed).toMatchObject({ name: 'Lumo Mobile', firstHolder: 'queue', rev: 2 })
  expect((await brandById(database.db, the.lumo))?.name).toBe('Lumo Mobile')
  const { rows } = await database.pool.query(
    `select count(*)::int as n from kernel.event where name = 'brand.changed' and subject = $1`,
    [the.lumo],
  )
  expect(rows).toEqual([{ n: 1 }])
})

test('who manages one brand changes that one and makes none', async () => {
  const manager = await the.allowed(['brand.manage'], { brand: the.vela })
  const put = (id: string, slug: string) => ({ params: { id }, body: brandValues(slug) }) as const
  expect((await the.refused(manager, 'PUT /api/v1/brands/:id', put(the.lumo, 'lumo'))).status).toBe(404)
  expect((await the.ask(manager, 'PUT /api/v1/brands/:id', put(the.vela, 'vela'))).slug).toBe('vela')
  expect((await create(newId(), brandValues('mine'), manager)).code).toBe('not_allowed')
  expect((await the.ask(manager, 'GET /api/v1/brands')).items.map(({ id }) => id)).toEqual([the.vela])
})

import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '#kernel/db'
import { newId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import type { Care } from '../../../test/support/care.ts'
import { shift } from '../../../test/support/shift.ts'

let the: Care
let contact: string
const planted: string[] = []
/** As a module that comes later would: its subjects, its events, and no line of this one changed. */
function openLater(app: App): void {
  app.permission('later.read', 'See what came later')
  app.chronicle({
    kind: 'later',
    permission: 'later.read',
    events: ['survey.answered'],
    subjects: async (_, of) =>
      of === contact
        ? planted.map((id) => ({ id, scopes: [], channel: 'forum', reference: 'POST-7', conversation: null }))
        : [],
  })
}
beforeAll(async () => {
  the = (await shift([openLater])).care
})
afterAll(() => the?.app.stop())

type Query = Record<string, string>
const read = (query: Query = {}, who = the.admin, id = contact) =>
  the.get(who, 'GET /api/v1/contacts/:id/timeline', { params: { id }, query })
const plant = (subject: string, name: string, count: number) =>
  sql`insert into kernel.event (at, brand, name, subject, by, data)
      select ${the.app.clock.now()}, ${the.lumo}, ${name}, ${subject}, 'system', '{}' from generate_series(1, ${count})`.execute(
    the.app.app.database.db,
  )

test('all that happened with a person stands in one list, newest first, over channels and modules', async () => {
  const first = await the.visitor('Bonjour')
  await the.settle()
  contact = (await the.open(the.admin, first.id)).row.contact.id
  const params = { id: contact }
  await the.get(the.admin, 'POST /api/v1/contacts/:id/notes', { params, body: { id: newId(), text: 'Calls early' } })
  await the.get(the.admin, 'PUT /api/v1/conversations/:id/solution', {
    params: { id: first.id },
    body: { disposition: null },
  })
  const later = newId()
  planted.push(later)
  await plant(later, 'survey.answered', 1)
  const { items, hidden, kinds } = await read()
  expect(items.map(({ what }) => what)).toEqual([
    'survey.answered',
    'conversation.solved',
    'contact.note-written',
    'conversation.started',
    'contact.created',
  ])
  expect(items[0]).toMatchObject({ kind: 'later', channel: 'forum', reference: 'POST-7' })
  expect(items[1]).toMatchObject({
    conversation: first.id,
    channel: 'chat.web',
    by: { kind: 'person' },
  })
  expect(hidden).toBe(0)
  expect(kinds).toEqual(expect.arrayContaining(['contact', 'conversation', 'later']))
  expect((await read({ kind: 'contact' })).items.map(({ kind }) => kind)).toEqual(['contact', 'contact'])
  expect((await read({ channel: 'chat.web' })).items.map(({ what }) => what)).toEqual([
    'conversation.solved',
    'conversation.started',
  ])
})

test('what one may not read is counted, and not shown', async () => {
  const viewer = await the.allowed(['contact.read'])
  const { items, hidden } = await read({}, viewer)
  expect(items.map(({ kind }) => kind)).toEqual(['contact', 'contact'])
  expect(hidden).toBe(3)
})

test('pages follow each other by key while new entries come; 5,000 entries are read fast', async () => {
  for (let n = 0; n < 100; n += 1) planted.push(newId())
  for (const id of planted) await plant(id, 'survey.answered', 50)
  const first = await read({ limit: '20' })
  await plant(planted[0] ?? '', 'survey.answered', 5)
  const second = await read({ limit: '20', after: first.next ?? '' })
  const ids = [...first.items, ...second.items].map(({ id }) => Number(id))
  expect(ids).toEqual([...ids].sort((one, other) => other - one))
  expect(new Set(ids).size).toBe(40)
  const took: number[] = []
  for (let n = 0; n < 20; n += 1) {
    const before = performance.now()
    await read({ limit: '50' })
    took.push(performance.now() - before)
  }
  const middle = took.sort((one, other) => one - other)[10] ?? Number.POSITIVE_INFINITY
  expect(middle, `${middle.toFixed(1)} ms`).toBeLessThan(150)
})

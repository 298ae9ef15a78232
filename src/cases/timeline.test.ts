import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care, type Visitor } from '../../test/support/care.ts'
import { brandValues, type Person } from '../../test/support/people.ts'
import { openCases } from './index.ts'

let the: Care
let eva: Person
beforeAll(async () => {
  the = await care({ modules: [openCases] })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['fr', 'nl'], firstHolder: 'queue' })
  await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id: the.lumo }, body })
  eva = await the.person({ role: 'lead', brand: the.lumo })
})
afterAll(() => the?.app.stop())

const caseOf = async ({ id }: Visitor) =>
  (await the.get(eva, 'GET /api/v1/conversations/:id/case', { params: { id } })).case
const told = async (visitor: Visitor, who: Person = eva) =>
  (await the.get(who, 'GET /api/v1/cases/:id/timeline', { params: { id: (await caseOf(visitor)).id } })).items
async function promised(visitor: Visitor, what: string): Promise<string> {
  const due = new Date(the.app.clock.now().getTime() + 86_400_000).toISOString()
  const body = { id: newId(), kind: 'call' as const, what, due }
  await the.get(eva, 'POST /api/v1/conversations/:id/promises', { params: { id: visitor.id }, body })
  return body.id
}

test('what happened in a case is told in order, by whom, over all its conversations', async () => {
  const [one, other] = [await the.visitor('La SIM'), await the.visitor('Encore la SIM')]
  await the.settle()
  await the.get(eva, 'PUT /api/v1/conversations/:id/assignment', { params: { id: one.id }, body: { agent: eva.id } })
  const promise = await promised(one, 'Nous vous appelons')
  await the.get(eva, 'PUT /api/v1/conversations/:id/case', {
    params: { id: other.id },
    body: { case: (await caseOf(one)).id, how: 'person' },
  })
  await the.get(eva, 'PUT /api/v1/promises/:id/kept', { params: { id: promise }, body: {} })
  await the.get(eva, 'PUT /api/v1/conversations/:id/solution', { params: { id: one.id }, body: { disposition: null } })
  await the.settle()
  const own = (await caseOf(other)).conversations.find(({ id }) => id === other.id)?.reference
  const items = await told(one)
  expect(items.map(({ what, by, who }) => [what, by.kind, who])).toEqual([
    ['conversation.started', 'system', null],
    ['conversation.started', 'system', null],
    ['conversation.handed', 'person', 'Eva Person'],
    ['promise.made', 'person', 'Eva Person'],
    ['case.joined', 'person', null],
    ['promise.kept', 'person', null],
    ['conversation.solved', 'person', null],
  ])
  expect(items[3]).toMatchObject({ promise: { kind: 'call', what: 'Nous vous appelons' } })
  expect(items[4]).toMatchObject({ conversation: other.id, channel: 'chat.web', reference: own })
})

test('whoever may not see the case is told nothing', async () => {
  const visitor = await the.visitor('La SIM')
  await the.settle()
  const { id } = await caseOf(visitor)
  const noor = await the.person({ role: 'lead', brand: the.vela })
  expect((await the.call(noor, 'GET /api/v1/cases/:id/timeline', { params: { id } })).status).toBe(404)
})

test('what shows that a promise was kept is said with it or later, and is gone when it is open again', async () => {
  const visitor = await the.visitor('La SIM')
  await the.settle()
  const params = { id: await promised(visitor, 'Nous vous appelons') }
  const keep = (body: object) => the.get(eva, 'PUT /api/v1/promises/:id/kept', { params, body })
  expect(await keep({})).toMatchObject({ state: 'kept', proof: null, file: null })
  const file = newId()
  expect(await keep({ proof: 'Appelée à 15:02', file })).toMatchObject({
    proof: 'Appelée à 15:02',
    file: { href: `/api/v1/attachments/${file}` },
  })
  const again = await keep({})
  expect(again).toMatchObject({ proof: 'Appelée à 15:02', file: { href: `/api/v1/attachments/${file}` } })
  expect((await keep({})).rev).toBe(again.rev)
  await the.get(eva, 'PUT /api/v1/promises/:id/open', { params })
  expect((await caseOf(visitor)).promises).toMatchObject([{ state: 'open', proof: null, file: null }])
})

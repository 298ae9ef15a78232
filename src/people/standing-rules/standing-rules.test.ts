import { afterAll, beforeEach, expect, test } from 'vitest'
import type { AgentId } from '#kernel/ids'
import { newId } from '#kernel/ids'
import type { Care, Visitor } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { shift } from '../../../test/support/shift.ts'

let the: Care
beforeEach(async () => {
  await the?.app.stop()
  the = (await shift()).care
})
afterAll(() => the?.app.stop())

const values = (more: object = {}) => ({
  kind: 'value',
  asks: { monthlyValue: 200 },
  reason: 'Au moins 200 par mois',
  days: 30,
  named: null,
  backup: null,
  team: null,
  ...more,
})
const rule = (more: object = {}) =>
  the.call(the.admin, 'POST /api/v1/standing-rules', { body: { id: newId(), brand: the.lumo, ...values(more) } })
const contactOf = async (one: Visitor) => (await the.open(the.admin, one.id)).row.contact.id
async function customer(text: string): Promise<{ talk: Visitor; id: string }> {
  the.app.clock.advance({ seconds: 1 })
  const talk = await the.visitor(text)
  await the.settle()
  return { talk, id: await contactOf(talk) }
}
const knows = async (id: string, facts: object) => {
  const { items } = await the.get(the.admin, 'PUT /api/v1/contacts/:id/facts', { params: { id }, body: facts })
  await the.settle()
  return items
}
const standings = async (id: string) =>
  (await the.get(the.admin, 'GET /api/v1/contacts/:id/standings', { params: { id } })).items
async function pass(days: number): Promise<void> {
  for (let n = 0; n < days; n++) {
    the.app.clock.advance({ days: 1 })
    await the.settle()
  }
}
const standing = async (id: string) =>
  (
    await the.app.app.database.pool.query<{ until: Date }>(
      'select until from people.standing where contact_id = $1 and ended_at is null',
      [id],
    )
  ).rows

test('what is known gives a standing at once, and to all who fit when the rule is made; all that is asked must hold', async () => {
  const [amina, bram] = [await customer('Amina'), await customer('Bram')]
  await knows(amina.id, { monthlyValue: 250, customerSince: '2020-01-01' })
  expect(await standings(amina.id)).toEqual([])
  expect((await rule({ asks: { monthlyValue: 200, tenureMonths: 24 } })).status).toBe(200)
  await the.settle()
  expect(await standings(amina.id)).toMatchObject([{ kind: 'value', reason: 'Au moins 200 par mois', named: null }])
  expect((await the.open(the.admin, amina.talk.id)).row.vip).toBe('value')
  expect(await knows(bram.id, { monthlyValue: 900 })).toEqual([])
  expect(await knows(bram.id, { monthlyValue: 900, customerSince: '2019-05-05' })).toMatchObject([{ kind: 'value' }])
  const { items } = await the.get(the.admin, 'GET /api/v1/standing-rules')
  expect(items).toMatchObject([{ given: 2, days: 30 }])
})

test('it lasts the rule’s days, longer while facts that are young enough say so, and ends by itself', async () => {
  await rule()
  const amina = await customer('Amina')
  await knows(amina.id, { monthlyValue: 250 })
  const [first] = await standing(amina.id)
  await pass(20)
  const later = await standing(amina.id)
  expect(later[0]?.until.getTime()).toBeGreaterThan(first?.until.getTime() ?? 0)
  await pass(45)
  expect(await standing(amina.id)).toEqual([])
  const { rows } = await the.app.app.database.pool.query(
    'select vip from conversations.inbox_row where vip is not null',
  )
  expect(rows).toEqual([])
})

test('what a person gave stays, and of a team the one who looks after the fewest is named', async () => {
  const people: Person[] = [
    await the.person({ role: 'advisor', brand: the.lumo }),
    await the.person({ role: 'advisor', brand: the.lumo }),
  ]
  const team = newId()
  await the.get(the.admin, 'POST /api/v1/teams', { body: { id: team, brand: the.lumo, name: { fr: 'Premium' } } })
  await the.app.app.database.db
    .insertInto('people.team_member')
    .values(people.map(({ id }) => ({ team_id: team, agent_id: id as AgentId })))
    .execute()
  await rule({ team })
  const three = [await customer('Un'), await customer('Deux'), await customer('Trois')]
  const until = new Date(the.app.clock.now().getTime() + 86_400_000).toISOString()
  const own = { reason: 'Promesse', until, named: null, backup: null }
  const at = { params: { id: three[2]?.id ?? '', kind: 'value' } }
  await the.get(the.admin, 'PUT /api/v1/contacts/:id/standings/:kind', { ...at, body: own })
  const named = []
  for (const { id } of three) named.push((await knows(id, { monthlyValue: 300 }))[0])
  expect(new Set([named[0]?.named?.id, named[1]?.named?.id])).toEqual(new Set(people.map(({ id }) => id)))
  expect(named[2]).toMatchObject({ reason: 'Promesse', named: null })
})

test('a dry run says how many fit and what others would have waited; nothing is given', async () => {
  const queue = { id: newId(), brand: the.lumo, name: { fr: 'Général' }, push: false }
  await the.get(the.admin, 'POST /api/v1/queues', { body: queue })
  const [anna, vera] = [await customer('Anna'), await customer('Vera')]
  await knows(vera.id, { monthlyValue: 500 })
  const eva = await the.person({ role: 'advisor', brand: the.lumo })
  for (const minutes of [5, 10]) {
    the.app.clock.advance({ minutes })
    await the.get(eva, 'POST /api/v1/work-items/next', { body: { id: newId() } })
  }
  the.app.clock.advance({ seconds: 1 })
  await the.settle()
  const query = { brand: the.lumo, days: '30', monthlyValue: '200' }
  const tried = await the.get(the.admin, 'GET /api/v1/reports/vip/trial', { query })
  expect(tried).toEqual({ contacts: 1, given: 2, theirs: 1, others: 600, vip: 600 })
  expect([await standings(anna.id), await standings(vera.id)]).toEqual([[], []])
})

test('a rule says what is wrong with it; removed, what it gave stays until its end', async () => {
  const wrong = async (more: object) => {
    const { status, body } = await rule(more)
    return [status, (body as unknown as { faults: { pointer: string }[] }).faults[0]?.pointer]
  }
  expect(await wrong({ asks: {} })).toEqual([400, '/body/asks'])
  expect(await wrong({ asks: { vulnerable: false } })).toEqual([400, '/body/asks'])
  expect(await wrong({ named: newId() })).toEqual([400, '/body/named'])
  expect(await wrong({ team: newId() })).toEqual([400, '/body/team'])
  expect(await wrong({ backup: newId() })).toEqual([400, '/body/backup'])
  const made = await rule()
  const change = { params: { id: made.body.id }, body: values({ team: newId() }) }
  expect((await the.call(the.admin, 'PUT /api/v1/standing-rules/:id', change)).status).toBe(400)
  const amina = await customer('Amina')
  await knows(amina.id, { monthlyValue: 250 })
  const at = { params: { id: made.body.id } }
  for (let n = 0; n < 2; n++) await the.get(the.admin, 'DELETE /api/v1/standing-rules/:id', at)
  expect((await the.get(the.admin, 'GET /api/v1/standing-rules')).items).toEqual([])
  expect(await standings(amina.id)).toHaveLength(1)
})

import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Care } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { shift } from '../../../test/support/shift.ts'
import type { RoutingApi } from '../contract.ts'
import { shareOf } from './shares.ts'

type Shares = NonNullable<RoutingApi['POST /api/v1/surge-plans']['body']['switches']['overflow']>
const RUN = 'PUT /api/v1/surge-plans/:id/run'

let the: Care
let lead: Person
beforeEach(async () => {
  await the?.app.stop()
  the = (await shift()).care
  lead = await the.person({ role: 'lead', brand: the.lumo })
})
afterAll(() => the?.app.stop())

async function queue(fr: string, brand = the.lumo): Promise<string> {
  const id = newId()
  await the.get(the.admin, 'POST /api/v1/queues', { body: { id, brand, name: { fr }, push: false } })
  return id
}
async function plan(overflow: Shares = [], name = 'Panne'): Promise<string> {
  const id = newId()
  const body = { id, brand: the.lumo, name: { fr: name }, switches: { overflow } }
  await the.get(lead, 'POST /api/v1/surge-plans', { body })
  return id
}
const inHours = (hours: number) => new Date(the.app.clock.now().getTime() + hours * 3_600_000).toISOString()
const run = (hours: number, reason = 'Câble coupé', id = newId()) => ({ id, reason, until: inHours(hours) })
const on = (id: string, body = run(2), who = lead) => the.call(who, RUN, { params: { id }, body })
const off = (id: string, who = lead) => the.call(who, 'DELETE /api/v1/surge-plans/:id/run', { params: { id } })
const runs = async (id: string) => (await the.get(lead, 'GET /api/v1/surge-plans/:id/runs', { params: { id } })).items
const queueOf = async (id: string) => (await the.open(the.admin, id)).row.queue
async function come(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n += 1) ids.push((await the.visitor(`Panne ${n}`)).id)
  await the.settle()
  return ids
}
const events = async (name: string) =>
  (await the.app.app.database.pool.query(`select data from kernel.event where name = $1 order by seq`, [name])).rows

describe('a share of one queue', () => {
  test('waits in another while the plan is on: by the conversation, and one step only', async () => {
    const [first, help, more] = [await queue('Général'), await queue('Aide'), await queue('Renfort')]
    const shares = [
      { from: first, to: help, percent: 40 },
      { from: first, to: more, percent: 30 },
    ]
    const id = await plan(shares)
    const [before = ''] = await come(1)
    expect((await on(id)).status).toBe(200)
    const came = await come(12)
    for (const one of came) expect(await queueOf(one)).toBe(shareOf(shares, one, first) ?? first)
    expect(await queueOf(before)).toBe(first)
    const shared = came.filter((one) => shareOf(shares, one, first) !== undefined).length
    expect(shared).toBeGreaterThan(0)
    expect(await runs(id)).toMatchObject([{ shared, endedAt: null, switches: { overflow: shares } }])
    await off(id)
    for (const one of await come(6)) expect(await queueOf(one)).toBe(first)
  })

  test('is as large as was said', () => {
    const [from, to] = [newId<'queue'>(), newId<'queue'>()]
    const given = Array.from({ length: 5_000 }, () => shareOf([{ from, to, percent: 40 }], newId(), from))
    const share = given.filter((queue) => queue === to).length / given.length
    expect(share).toBeGreaterThan(0.37)
    expect(share).toBeLessThan(0.43)
    expect(shareOf([{ from, to, percent: 100 }], newId(), to)).toBeUndefined()
  })

  test('is refused as a chain, beyond all of a queue, and to another brand', async () => {
    const [a, b, c] = [await queue('A'), await queue('B'), await queue('C')]
    const foreign = await queue('Vela', the.vela)
    const fault = async (overflow: Shares) => {
      const body = { id: newId(), brand: the.lumo, name: { fr: 'Panne' }, switches: { overflow } }
      const answer = await the.call(lead, 'POST /api/v1/surge-plans', { body })
      return [answer.status, (answer.body as unknown as { faults: { pointer: string }[] }).faults[0]?.pointer]
    }
    const at = (place: string) => [400, `/body/switches/overflow/${place}`]
    expect(
      await fault([
        { from: a, to: b, percent: 10 },
        { from: b, to: c, percent: 10 },
      ]),
    ).toEqual(at('0/to'))
    expect(await fault([{ from: a, to: a, percent: 10 }])).toEqual(at('0/to'))
    expect(await fault([{ from: a, to: foreign, percent: 10 }])).toEqual(at('0/to'))
    expect(
      await fault([
        { from: a, to: b, percent: 60 },
        { from: a, to: c, percent: 60 },
      ]),
    ).toEqual(at('0/percent'))
  })

  test('stays where it belongs when the other queue was taken away', async () => {
    const [first, help] = [await queue('Général'), await queue('Aide')]
    await on(await plan([{ from: first, to: help, percent: 100 }]))
    await the.get(the.admin, 'DELETE /api/v1/queues/:id', { params: { id: help } })
    const [one = ''] = await come(1)
    expect(await queueOf(one)).toBe(first)
  })
})

describe('a plan that is on', () => {
  test('ends by itself at its time, later when it was prolonged; and what was said is kept', async () => {
    const id = await plan()
    const first = run(1)
    await on(id, first)
    await on(id, run(2, 'Toujours en panne', first.id))
    the.app.clock.advance({ minutes: 61 })
    await the.settle()
    expect((await runs(id))[0]?.endedAt).toBeNull()
    the.app.clock.advance({ minutes: 60 })
    await the.settle()
    const [kept] = await runs(id)
    expect(kept).toMatchObject({ endedWhy: 'over' })
    expect(kept?.said.map(({ how, by, reason }) => [how, by, reason])).toEqual([
      ['started', 'Eva Person', 'Câble coupé'],
      ['prolonged', 'Eva Person', 'Toujours en panne'],
      ['over', null, null],
    ])
    const told = [{ data: { planId: id, runId: first.id } }]
    for (const name of ['surge.started', 'surge.prolonged', 'surge.ended']) expect(await events(name)).toEqual(told)
  })

  test('is the only one of its brand, and is not taken away', async () => {
    const [one, other] = [await plan(), await plan([], 'Tarifs')]
    await on(one)
    for (const id of [one, other]) expect(await on(id)).toMatchObject({ status: 409, body: { code: 'conflict' } })
    const remove = () => the.call(lead, 'DELETE /api/v1/surge-plans/:id', { params: { id: one } })
    expect(await remove()).toMatchObject({ status: 409 })
    await off(one)
    expect((await on(other)).status).toBe(200)
    expect((await remove()).status).toBeLessThan(300)
    expect((await the.get(lead, 'GET /api/v1/surge-plans')).items.map(({ id }) => id)).toEqual([other])
  })

  test('says what is wrong with its end, and means once what is said twice', async () => {
    const id = await plan()
    const pointer = async (hours: number, run_ = newId()) => {
      const answer = await on(id, run(hours, 'Panne', run_))
      return [answer.status, (answer.body as unknown as { faults: { pointer: string }[] }).faults[0]?.pointer]
    }
    for (const hours of [-1, 25]) expect(await pointer(hours)).toEqual([400, '/body/until'])
    const said = run(3)
    const answers = [await on(id, said), await on(id, said)]
    expect(answers[0]).toEqual(answers[1])
    expect(await pointer(2, said.id)).toEqual([400, '/body/until'])
    await off(id)
    await off(id)
    expect(await on(id, said)).toMatchObject({ status: 200, body: { on: null } })
    expect([(await events('surge.started')).length, (await events('surge.ended')).length]).toEqual([1, 1])
  })
})

test('advisors of the brand see plans; they switch none, and nobody does of another brand', async () => {
  const id = await plan()
  const [advisor, elsewhere] = [
    await the.person({ role: 'advisor', brand: the.lumo }),
    await the.person({ role: 'lead', brand: the.vela }),
  ]
  const seen = async (who: Person) => (await the.get(who, 'GET /api/v1/surge-plans')).items.length
  expect([await seen(advisor), await seen(elsewhere)]).toEqual([1, 0])
  for (const who of [advisor, elsewhere]) {
    expect((await on(id, run(1), who)).status).toBeGreaterThanOrEqual(403)
    expect((await off(id, who)).status).toBeGreaterThanOrEqual(403)
  }
})

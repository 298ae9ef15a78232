import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Care, Visitor } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { shift } from '../../../test/support/shift.ts'
import type { RoutingApi } from '../contract.ts'

type Body = RoutingApi['POST /api/v1/queues']['body']
const STANDING = 'PUT /api/v1/contacts/:id/standings/:kind'

let the: Care
beforeEach(async () => {
  await the?.app.stop()
  the = (await shift()).care
})
afterAll(() => the?.app.stop())

async function queue(more: Partial<Body> = {}): Promise<string> {
  const id = newId()
  const body = { id, brand: the.lumo, name: { fr: 'Général' }, push: false, ...more }
  await the.get(the.admin, 'POST /api/v1/queues', { body })
  return id
}
async function advisor(slots = 10): Promise<Person> {
  const who = await the.person({ role: 'advisor', brand: the.lumo })
  await the.get(the.admin, 'PUT /api/v1/agents/:id/capacity', { params: { id: who.id }, body: { slots } })
  return who
}
const goes = (who: Person, state: 'available' | 'away' | 'offline') =>
  the.get(who, 'PUT /api/v1/presence', { body: { state } })
function comes(text: string, seconds = 1): Promise<Visitor> {
  the.app.clock.advance({ seconds })
  return the.visitor(text)
}
const rowOf = async ({ id }: { id: string }) => (await the.open(the.admin, id)).row
const holderOf = async (one: { id: string }) => (await rowOf(one)).assignee?.id ?? null
const history = ({ id }: { id: string }) =>
  the.get(the.admin, 'GET /api/v1/conversations/:id/assignments', { params: { id } })
const next = async (who: Person) =>
  (await the.get(who, 'POST /api/v1/work-items/next', { body: { id: newId() } })).row?.id ?? null
const later = (days: number) => new Date(the.app.clock.now().getTime() + days * 86_400_000).toISOString()
const values = (more: object = {}) => ({
  reason: 'Client depuis 1998',
  until: later(90),
  named: null,
  backup: null,
  ...more,
})
async function vip(one: Visitor, more: object = {}, kind = 'value'): Promise<string> {
  const id = (await rowOf(one)).contact.id
  await the.get(the.admin, STANDING, { params: { id, kind }, body: values(more) })
  await the.settle()
  return id
}
async function pass(minutes: number, ...who: Person[]): Promise<void> {
  for (let left = minutes * 60; left > 0; left -= 30) {
    the.app.clock.advance({ seconds: Math.min(30, left) })
    for (const one of who) await the.get(one, 'POST /api/v1/presence/heartbeat')
    await the.settle()
  }
}

describe('who is served before others', () => {
  test('comes first within the priority, and not before what is more urgent', async () => {
    await queue()
    const [first, urgent, amina] = [await comes('Un'), await comes('Panne'), await comes('Amina')]
    await the.settle()
    await the.get(the.admin, 'PUT /api/v1/conversations/:id/priority', {
      params: { id: urgent.id },
      body: { impact: 'interrupted', responsibility: 'ours', why: 'Panne' },
    })
    await vip(amina)
    expect((await rowOf(amina)).vip).toBe('value')
    const eva = await advisor()
    expect([await next(eva), await next(eva), await next(eva)]).toEqual([urgent.id, amina.id, first.id])
    expect((await history(amina)).items[0]?.facts).toMatchObject({ vip: 'value', priority: 'P3' })
  })

  test('overtakes nobody who has waited longer than the queue lets them', async () => {
    await queue({ vip: { kept: 5, ahead: 10 } })
    const [patient, early] = [await comes('Patient'), await comes('Tôt', 300)]
    const amina = await comes('Amina', 360)
    await the.settle()
    await vip(amina)
    const eva = await advisor()
    expect([await next(eva), await next(eva), await next(eva)]).toEqual([patient.id, amina.id, early.id])
  })

  test('from their first word, in the queue that takes them; and in turn again when it is over, which it says', async () => {
    const general = await queue()
    const own = await queue({
      name: { fr: 'VIP' },
      takes: { channels: [], languages: [], labels: [], priorities: [], vip: true },
    })
    const amina = await comes('Amina')
    await the.settle()
    expect((await rowOf(amina)).queue).toBe(general)
    const contact = await vip(amina, { until: later(1 / 24) })
    expect((await rowOf(amina)).queue).toBe(own)
    the.app.clock.advance({ hours: 1, seconds: 1 })
    await the.settle()
    expect(await rowOf(amina)).toMatchObject({ queue: general, vip: null })
    const { rows } = await the.app.app.database.pool.query(
      `select data->>'why' as why from kernel.event where name = 'standing.ended' and subject = $1`,
      [contact],
    )
    expect(rows).toEqual([{ why: 'over' }])
  })

  test('is taken off by hand, and the mark goes', async () => {
    await queue()
    const amina = await comes('Amina')
    await the.settle()
    const id = await vip(amina)
    await the.get(the.admin, 'DELETE /api/v1/contacts/:id/standings/:kind', { params: { id, kind: 'value' } })
    await the.settle()
    expect((await rowOf(amina)).vip).toBeNull()
  })
})

describe('who looks after them', () => {
  test('gets them first, then the back-up, then anybody; never beyond their room', async () => {
    await queue({ push: true, vip: { kept: 3, ahead: 60 } })
    const [eva, noor, bram] = [await advisor(2), await advisor(2), await advisor(6)]
    const busy = [await comes('Un'), await comes('Deux')]
    await the.settle()
    for (const [n, who] of [eva, noor].entries())
      await the.get(the.admin, 'PUT /api/v1/conversations/:id/assignment', {
        params: { id: busy[n]?.id ?? '' },
        body: { agent: who.id },
      })
    for (const who of [eva, noor]) await goes(who, 'available')
    const amina = await comes('Amina')
    await the.settle()
    await vip(amina, { named: eva.id, backup: noor.id })
    await goes(bram, 'available')
    await the.settle()
    expect((await history(amina)).kept).toMatchObject({ agent: { id: eva.id }, why: 'named' })
    await pass(3.5, eva, noor, bram)
    expect((await history(amina)).kept).toMatchObject({ agent: { id: noor.id }, why: 'backup' })
    expect(await holderOf(amina)).toBeNull()
    await pass(3, eva, noor, bram)
    expect(await holderOf(amina)).toBe(bram.id)
    expect((await history(amina)).items[0]).toMatchObject({
      keptFor: { id: noor.id },
      facts: { kept: 'backup', keptSeconds: 360, vip: 'value' },
    })
  })

  test('gets what begins at once, and the back-up while they are gone', async () => {
    await queue({ push: true })
    const [eva, noor, bram] = [await advisor(4), await advisor(4), await advisor(40)]
    for (const who of [bram, eva, noor]) await goes(who, 'available')
    const amina = await comes('Amina')
    await the.settle()
    await vip(amina, { named: eva.id, backup: noor.id })
    const at = { params: { id: amina.id } }
    const solve = async () => {
      await the.get(the.admin, 'PUT /api/v1/conversations/:id/solution', { ...at, body: { disposition: null } })
      await the.settle()
    }
    await solve()
    await amina.writes('Encore')
    await the.settle()
    expect(await holderOf(amina)).toBe(eva.id)
    await solve()
    await goes(eva, 'offline')
    await amina.writes('Et encore')
    await the.settle()
    expect(await holderOf(amina)).toBe(noor.id)
  })
})

test('what it costs the others: the queue’s order with and without, over what it gave; and the lists behind it', async () => {
  await queue()
  const [anna, ben, vera] = [await comes('Anna'), await comes('Ben', 60), await comes('Vera', 240)]
  await the.settle()
  await vip(vera)
  const eva = await advisor()
  the.app.clock.advance({ minutes: 5 })
  for (const one of [vera, anna, ben]) {
    expect(await next(eva)).toBe(one.id)
    the.app.clock.advance({ minutes: 10 })
  }
  await the.settle()
  const report = await the.get(the.admin, 'GET /api/v1/reports/vip', { query: { brand: the.lumo } })
  // Vera waited 5 minutes and would have waited 25; Anna and Ben 20 and 29 instead of 10 and 19: 10 longer each.
  expect(report).toMatchObject({
    vip: { n: 1, mean: 300, median: 300 },
    others: { n: 2, mean: 1470 },
    replayed: { n: 3, cut: false, others: 600, vip: 1200 },
    delayed: { n: 2 },
  })
  expect(report.delayed.items.map(({ waited, without }) => [waited, without])).toEqual([
    [1740, 1140],
    [1200, 600],
  ])
  const listed = async (list: string) =>
    (await the.get(the.admin, 'GET /api/v1/inbox', { query: { list } })).items.map(({ id }) => id).sort()
  expect(await listed(report.vip.list)).toEqual([vera.id])
  expect(await listed(report.others.list)).toEqual([anna.id, ben.id].sort())
  const elsewhere = await the.person({ role: 'lead', brand: the.vela })
  const foreign = await the.get(elsewhere, 'GET /api/v1/reports/vip')
  expect([foreign.vip.n, foreign.others.n, foreign.replayed.n]).toEqual([0, 0, 0])
})

describe('a standing', () => {
  test('says what is wrong with it', async () => {
    await queue()
    const amina = await comes('Amina')
    await the.settle()
    const eva = await advisor()
    const id = (await rowOf(amina)).contact.id
    const put = (more: object, who: Person = the.admin) =>
      the.call(who, STANDING, { params: { id, kind: 'reach' }, body: values(more) })
    const wrong = async (more: object) => {
      const { status, body } = await put(more)
      return [status, (body as unknown as { faults: { pointer: string }[] }).faults[0]?.pointer]
    }
    expect(await wrong({ until: later(-1) })).toEqual([400, '/body/until'])
    expect(await wrong({ until: later(400) })).toEqual([400, '/body/until'])
    expect(await wrong({ backup: eva.id })).toEqual([400, '/body/backup'])
    expect(await wrong({ named: eva.id, backup: eva.id })).toEqual([400, '/body/backup'])
    expect(await wrong({ named: newId() })).toEqual([400, '/body/named'])
    expect(await wrong({ reason: '  ' })).toEqual([400, '/body/reason'])
    expect((await put({}, eva)).status).toBe(404)
    expect((await put({})).status).toBe(200)
  })

  test('is seen by everybody who sees the contact; its reason is not', async () => {
    const general = await queue()
    const amina = await comes('Amina')
    await the.settle()
    const id = await vip(amina)
    const partner = await the.person({ role: 'partner-advisor', brand: the.lumo, scope: `queue:${general}` })
    const seen = async (who: Person) =>
      (await the.get(who, 'GET /api/v1/contacts/:id/standings', { params: { id } })).items
    expect(await seen(await advisor())).toMatchObject([{ kind: 'value', reason: 'Client depuis 1998' }])
    expect(await seen(partner)).toMatchObject([{ kind: 'value', reason: null }])
    const { items } = await the.get(the.admin, 'GET /api/v1/contacts/:id/standings', { params: { id } })
    await vip(amina, { reason: 'Autre raison' })
    const now = await the.get(the.admin, 'GET /api/v1/contacts/:id/standings', { params: { id } })
    expect([items.length, now.items]).toMatchObject([1, [{ reason: 'Autre raison' }]])
  })
})

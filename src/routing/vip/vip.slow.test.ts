import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care, type Visitor } from '../../../test/support/care.ts'
import { brandValues, type Person } from '../../../test/support/people.ts'

const [SLOTS, A_CHAT, AHEAD_MINUTES] = [4, 2, 10]
const RUNS = 4
let the: Care | undefined
afterEach(() => the?.app.stop())

type Step =
  | { do: 'comes'; vip: boolean; minutes: number }
  | { do: 'solves'; which: number }
  | { do: 'writes'; which: number }
  | { do: 'leaves' | 'returns'; who: number }

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('comes' as const), vip: fc.boolean(), minutes: fc.nat(6) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('solves' as const), which: fc.nat(9) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('writes' as const), which: fc.nat(9) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('leaves' as const, 'returns' as const), who: fc.nat(1) }) },
  ),
  { minLength: 14, maxLength: 22 },
)

test('whatever happens, nobody holds more than they can or has what another has; and who waits is overtaken only for so long', async () => {
  await fc.assert(fc.asyncProperty(steps, play), { numRuns: RUNS })
}, 120_000)

async function play(todo: readonly Step[]): Promise<void> {
  await the?.app.stop()
  const now = await care()
  the = now
  const brand = brandValues('lumo', { name: 'Lumo', languages: ['fr'], firstHolder: 'queue' })
  await now.get(now.admin, 'PUT /api/v1/brands/:id', { params: { id: now.lumo }, body: brand })
  const queue = { push: true, sticky: { minutes: 3, days: 30 }, vip: { kept: 3, ahead: AHEAD_MINUTES } }
  await now.get(now.admin, 'POST /api/v1/queues', {
    body: { id: newId(), brand: now.lumo, name: { fr: 'Tous' }, ...queue },
  })
  const people = [await advisor(now), await advisor(now)]
  const customers: Visitor[] = []
  for (const step of todo) {
    await act(now, people, customers, step)
    await now.settle()
    await holds(now)
  }
  await everybodyIsServed(now, people, customers)
  await nobodyStarved(now)
}

async function advisor(now: Care): Promise<Person> {
  const who = await now.person({ role: 'advisor', brand: now.lumo })
  await now.get(now.admin, 'PUT /api/v1/agents/:id/capacity', { params: { id: who.id }, body: { slots: SLOTS } })
  await now.get(who, 'PUT /api/v1/presence', { body: { state: 'available' } })
  return who
}

async function act(now: Care, people: readonly Person[], customers: Visitor[], step: Step): Promise<void> {
  if (step.do === 'comes') {
    // A beat within every minute, as screens do.
    for (let left = step.minutes * 60 + 1; left > 0; left -= 55) await tick(now, people, Math.min(55, left))
    const one = await now.visitor('Bonjour')
    customers.push(one)
    if (!step.vip) return
    const id = (await now.open(now.admin, one.id)).row.contact.id
    const until = new Date(now.app.clock.now().getTime() + 86_400_000).toISOString()
    const body = { reason: 'VIP', until, named: people[0]?.id ?? null, backup: people[1]?.id ?? null }
    return void (await now.get(now.admin, 'PUT /api/v1/contacts/:id/standings/:kind', {
      params: { id, kind: 'value' },
      body,
    }))
  }
  if ('who' in step) {
    const who = people[step.who] ?? now.admin
    const state = step.do === 'leaves' ? 'away' : 'available'
    return void (await now.get(who, 'PUT /api/v1/presence', { body: { state } }))
  }
  const one = customers[step.which % Math.max(1, customers.length)]
  if (one === undefined) return
  if (step.do === 'writes') return void (await one.writes('Encore'))
  const params = { id: one.id }
  await now.get(now.admin, 'PUT /api/v1/conversations/:id/solution', { params, body: { disposition: null } })
}

async function tick(now: Care, people: readonly Person[], seconds: number): Promise<void> {
  now.app.clock.advance({ seconds })
  for (const who of people) await now.get(who, 'POST /api/v1/presence/heartbeat')
  await now.settle()
}

async function holds(now: Care): Promise<void> {
  const { pool } = now.app.app.database
  const loads = await pool.query<{ load: number }>(
    `select sum(weight)::int as load from routing.work_item where state = 'assigned' group by agent_id`,
  )
  for (const { load } of loads.rows) expect(load).toBeLessThanOrEqual(SLOTS)
  const twice = await pool.query(
    'select work_item_id from routing.assignment where ended_at is null group by work_item_id having count(*) > 1',
  )
  expect(twice.rows).toEqual([])
}

/** Everybody is there and works: whatever was kept for whomever, all of it is given in the end. */
async function everybodyIsServed(now: Care, people: readonly Person[], customers: readonly Visitor[]): Promise<void> {
  for (const who of people) await now.get(who, 'PUT /api/v1/presence', { body: { state: 'available' } })
  const rounds = Math.ceil(customers.length / ((SLOTS / A_CHAT) * people.length)) + 1
  for (let round = 0; round < rounds; round++) {
    for (let n = 0; n < 8; n++) await tick(now, people, 55)
    await holds(now)
    for (const { id } of customers) {
      const { row } = await now.open(now.admin, id)
      if (row.status !== 'open' || row.assignee === null) continue
      await now.get(now.admin, 'PUT /api/v1/conversations/:id/solution', {
        params: { id },
        body: { disposition: null },
      })
    }
    await now.settle()
  }
  const { rows } = await now.app.app.database.pool.query(`select from routing.work_item where state = 'waiting'`)
  expect(rows).toHaveLength(0)
}

/** Nobody without a standing saw somebody go first who came more than the head start after them: neither was kept for anybody. */
async function nobodyStarved(now: Care): Promise<void> {
  const { rows } = await now.app.app.database.pool.query(
    `with given as (
       select a.work_item_id, a.at, a.at - make_interval(secs => a.waited_seconds) as since, a.facts->>'vip' is not null as vip
       from routing.assignment a where a.why = 'pushed' and a.facts->>'kept' is null)
     select from given one join given other on other.vip and not one.vip and other.at > one.since and other.at < one.at
       and other.since > one.since + make_interval(mins => ${AHEAD_MINUTES}, secs => 2)`,
  )
  expect(rows).toHaveLength(0)
}

import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Care } from '../../../../test/support/care.ts'
import type { Person } from '../../../../test/support/people.ts'
import { type Shift, shift } from '../../../../test/support/shift.ts'
import type { SurgeTrial } from './contract.ts'

const TRIAL = 'GET /api/v1/surge-plans/:id/trial'
const said = { fr: 'Panne à Namur.', nl: 'Storing in Namen.' }

let desk: Shift
let the: Care
let lead: Person
beforeEach(async () => {
  await the?.app.stop()
  desk = await shift()
  the = desk.care
  lead = await the.person({ role: 'lead', brand: the.lumo })
})
afterAll(() => the?.app.stop())

async function plan(switches: object): Promise<string> {
  const id = newId()
  const body = { id, brand: the.lumo, name: { fr: 'Panne' }, switches }
  await the.get(lead, 'POST /api/v1/surge-plans', { body })
  return id
}
const asked = (id: string, day: string, who = lead) => the.call(who, TRIAL, { params: { id }, query: { day } })
const tried = async (id: string, day: string): Promise<SurgeTrial> => {
  const { status, body } = await asked(id, day)
  expect([status, body]).toMatchObject([200, {}])
  return body
}
async function come(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n += 1) ids.push((await desk.comes(`Panne ${n}`)).id)
  await the.settle()
  return ids
}
/** The next day, with people signed in anew. */
async function tomorrow(): Promise<void> {
  the.app.clock.advance({ hours: 24 })
  lead = await the.person({ role: 'lead', brand: the.lumo })
}
// The clock begins at ten in Paris.
const DAY = '2026-06-09'

test('what it says of a day is what the plan did on that day', async () => {
  const [first, help, more] = [await desk.queue('Général'), await desk.queue('Aide'), await desk.queue('Renfort')]
  const overflow = [
    { from: first, to: help, percent: 40 },
    { from: first, to: more, percent: 30 },
  ]
  const id = await plan({ overflow, massAnswer: { text: said, queues: [help] }, banner: said })
  const until = new Date(the.app.clock.now().getTime() + 3_600_000).toISOString()
  const body = { id: newId(), reason: 'Câble', until }
  await the.get(lead, 'PUT /api/v1/surge-plans/:id/run', { params: { id }, body })
  const where = new Map<string, number>()
  for (const one of await come(14)) {
    const queue = (await the.open(the.admin, one)).row.queue ?? ''
    where.set(queue, (where.get(queue) ?? 0) + 1)
  }
  await tomorrow()
  const [run] = (await the.get(lead, 'GET /api/v1/surge-plans/:id/runs', { params: { id } })).items
  const trial = await tried(id, DAY)
  expect(run).toMatchObject({ shared: trial.total.shared, answered: trial.total.answered })
  expect(trial.total).toMatchObject({ came: 14, shared: 14 - (where.get(first) ?? 0), bannered: 14, surveys: 0 })
  expect(trial.total.answered).toBe(where.get(help))
  expect(trial.rows).toMatchObject([{ at: '2026-06-09T08:00:00.000Z', queue: first, came: 14 }])
  const to = Object.fromEntries((trial.rows[0]?.to ?? []).map(({ queue, n }) => [queue, n]))
  expect(to).toEqual({ [help]: where.get(help), [more]: where.get(more) })
  expect(trial.hours.map(({ came }) => came)).toEqual(Array.from({ length: 24 }, (_, n) => (n === 10 ? 14 : 0)))
  expect(new Set(trial.queues.map((queue) => queue.id))).toEqual(new Set([first, help, more]))
})

const give = async (conversation: string | undefined, who: Person) => {
  const body = { agent: who.id }
  await the.get(the.admin, 'PUT /api/v1/conversations/:id/assignment', { params: { id: conversation ?? '' }, body })
  await the.settle()
}
const solve = async (conversation: string | undefined) => {
  await the.get(the.admin, 'PUT /api/v1/conversations/:id/solution', {
    params: { id: conversation ?? '' },
    body: { disposition: null },
  })
  await the.settle()
}
const put = async (conversation: string, queue: string) => {
  await the.get(the.admin, 'PUT /api/v1/conversations/:id/queue', { params: { id: conversation }, body: { queue } })
  await the.settle()
}

describe('waiting', () => {
  /** Eva has the first at once and the others after ten minutes each; Noor has something of her own for the first quarter of an hour. */
  async function day(): Promise<[string, string]> {
    const [first, help] = [await desk.queue('Général'), await desk.queue('Aide')]
    const [eva, noor] = [await desk.advisor(), await desk.advisor()]
    const [own = ''] = await come(1)
    await put(own, help)
    await give(own, noor)
    for (const [n, one] of (await come(3)).entries()) {
      await give(one, eva)
      the.app.clock.advance({ minutes: 5 })
      if (n === 1) await solve(own)
      the.app.clock.advance({ minutes: 5 })
      await solve(one)
    }
    const [late = ''] = await come(1)
    await put(late, help)
    await give(late, noor)
    await tomorrow()
    return [first, help]
  }

  test('is as it was, without the plan; with it, who waits elsewhere is taken by who works there', async () => {
    const [first, help] = await day()
    const half = await plan({ overflow: [{ from: first, to: help, percent: 100 }] })
    const trial = await tried(half, DAY)
    // Two are put where they are taken by hand, after the plan had sent them there.
    expect(trial.total).toMatchObject({ came: 5, shared: 5, advisors: 2 })
    const [really, played, planned] = [trial.total.real, trial.total.without, trial.total.with]
    expect([really.left, played.left, planned.left]).toEqual([0, 0, 0])
    // 0 + 10 + 20 minutes of three, and nothing of two.
    expect((really.mean ?? 0) / 60).toBeCloseTo(6, 1)
    expect(played.mean).toBeCloseTo(really.mean ?? 0, 0)
    // Noor is free after 15 minutes: three wait 15, 25 and 35, and so does, for 15, the one that came for her.
    expect((planned.mean ?? 0) / 60).toBeCloseTo((15 + 25 + 35 + 15) / 5, 1)
    expect((planned.p90 ?? 0) / 60).toBeCloseTo(35, 0)
    const none = await tried(await plan({ surveysPaused: true }), DAY)
    expect(none.total.with).toEqual(none.total.without)
  })
})

describe('the answer and the surveys', () => {
  test('an offer is not counted for who wants none, nor a word for who was taken at once', async () => {
    await desk.queue('Général')
    const [wants, wantsNone, taken] = [
      await desk.comes('Bonjour'),
      await desk.comes('Bonsoir'),
      await desk.comes('Allo'),
    ]
    await the.settle()
    const { contact } = (await the.open(lead, wantsNone.id)).row
    const params = { id: contact.id, purpose: 'offers' }
    const body = { given: false, how: 'dit au téléphone', channel: 'chat' }
    await the.get(lead, 'PUT /api/v1/contacts/:id/consents/:purpose', { params, body })
    const eva = await desk.advisor()
    await give(taken.id, eva)
    await tomorrow()
    const answer = { text: said, queues: [] }
    const [word, offer] = [await plan({ massAnswer: answer }), await plan({ massAnswer: { ...answer, isOffer: true } })]
    expect((await tried(word, DAY)).total).toMatchObject({ came: 3, answered: 2 })
    expect((await tried(offer, DAY)).total).toMatchObject({ came: 3, answered: 1 })
    expect(wants.id).not.toBe(wantsNone.id)
  })

  test('surveys of the day, and those asked later about what was solved on it, would not have been sent', async () => {
    const queue = await desk.queue('Général')
    const [one = '', other = ''] = await come(2)
    await solve(other)
    const tell = (name: string, subject: string, at: string) =>
      the.app.app.database.pool.query(
        `insert into kernel.event (at, name, brand, subject, by, data) values ($1, $2, $3, $4, 'system', '{}')`,
        [at, name, the.lumo, subject],
      )
    await tell('survey.sent', one, '2026-06-09T09:30:00Z')
    await tell('survey.sent', other, '2026-06-09T22:30:00Z')
    await tell('survey.sent', newId(), '2026-06-09T23:30:00Z')
    await tomorrow()
    const trial = await tried(await plan({ surveysPaused: true }), DAY)
    expect(trial.total.surveys).toBe(2)
    expect(trial.rows.map((row) => [row.at.slice(11, 13), row.queue, row.came, row.surveys])).toEqual([
      ['08', queue, 2, 1],
      ['09', queue, 0, 1],
    ])
    expect((await tried(await plan({}), DAY)).total.surveys).toBe(0)
  })
})

test('it changes nothing and tells nobody', async () => {
  const first = await desk.queue('Général')
  const help = await desk.queue('Aide')
  const visitor = await desk.comes('Panne')
  await the.settle()
  await tomorrow()
  const overflow = [{ from: first, to: help, percent: 100 }]
  const id = await plan({ overflow, massAnswer: { text: said, queues: [] }, banner: said, surveysPaused: true })
  await the.settle()
  const state = async () => {
    const { rows } = await the.app.app.database.pool.query(
      `select (select count(*) from kernel.event) as events, (select count(*) from kernel.job) as jobs,
        (select count(*) from routing.surge_share) as shares, (select count(*) from routing.surge_answer) as answers,
        (select json_agg(w) from routing.work_item w) as work, (select json_agg(r) from conversations.inbox_row r) as rows`,
    )
    return rows
  }
  const before = await state()
  expect((await tried(id, DAY)).total).toMatchObject({ came: 1, shared: 1, answered: 1, bannered: 1 })
  await the.settle()
  expect(await state()).toEqual(before)
  expect(await visitor.sees()).toEqual(['you: Panne'])
  expect((await the.get(lead, 'GET /api/v1/surge-plans')).items).toMatchObject([{ id, on: null }])
})

describe('the day', () => {
  const fault = async (id: string, day: string) => {
    const { status, body } = await asked(id, day)
    const { faults, begins } = body as unknown as { faults: { pointer: string; detail: string }[]; begins?: string }
    return [status, faults[0]?.pointer, faults[0]?.detail, begins]
  }

  test('must be over, and within the records', async () => {
    const id = await plan({})
    expect(await fault(id, '2026-06-08')).toEqual([400, '/query/day', 'is before the records', undefined])
    await desk.queue('Général')
    await come(1)
    const said400 = (why: string, begins?: string) => [400, '/query/day', why, begins]
    expect(await fault(id, DAY)).toEqual(said400('is not over yet'))
    expect(await fault(id, '2027-01-01')).toEqual(said400('is not over yet'))
    expect(await fault(id, '2026-06-08')).toEqual(said400('is before the records', DAY))
    expect((await asked(id, '2026-02-30')).status).toBe(400)
    // Midnight in Paris, not in Greenwich.
    the.app.clock.set('2026-06-09T21:59:59Z')
    lead = await the.person({ role: 'lead', brand: the.lumo })
    expect(await fault(id, DAY)).toEqual(said400('is not over yet'))
    the.app.clock.set('2026-06-09T22:00:00Z')
    expect((await asked(id, DAY)).status).toBe(200)
  })

  test('on which nothing came is empty, not an error', async () => {
    await desk.queue('Général')
    await come(1)
    await tomorrow()
    await tomorrow()
    const trial = await tried(await plan({ massAnswer: { text: said, queues: [] } }), '2026-06-10')
    expect(trial).toMatchObject({ rows: [], queues: [], total: { came: 0, with: { mean: null, p90: null, left: 0 } } })
    expect(trial.hours).toHaveLength(24)
  })
})

test('only who prepares plans of the brand sees it; a plan that was taken away is none', async () => {
  await desk.queue('Général')
  await come(1)
  await tomorrow()
  const id = await plan({})
  const advisor = await the.person({ role: 'advisor', brand: the.lumo })
  const elsewhere = await the.person({ role: 'lead', brand: the.vela })
  expect((await asked(id, DAY, advisor)).status).toBeGreaterThanOrEqual(403)
  expect((await asked(id, DAY, elsewhere)).status).toBe(404)
  expect((await asked(id, DAY)).status).toBe(200)
  await the.get(lead, 'DELETE /api/v1/surge-plans/:id', { params: { id } })
  expect((await asked(id, DAY)).status).toBe(404)
})

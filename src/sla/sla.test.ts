import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import { openSla } from '#sla'
import { type Care, care, type Visitor } from '../../test/support/care.ts'
import { brandValues, type Person } from '../../test/support/people.ts'
import { pair } from '../../test/support/twice.ts'
import type { SlaApi } from './contract.ts'

type PolicyInput = Omit<SlaApi['POST /api/v1/sla-policies']['body'], 'id' | 'brand' | 'name'>
type CalendarInput = Omit<SlaApi['POST /api/v1/calendars']['body'], 'id' | 'name'>

let the: Care
let eva: Person
/** A Tuesday, ten o'clock in Brussels. */
beforeEach(async () => {
  await the?.app.stop()
  the = await care({ modules: [openNotices, openSla] })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['fr'], firstHolder: 'queue' })
  await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id: the.lumo }, body })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
})
afterAll(() => the?.app.stop())

const office = [1, 2, 3, 4, 5].flatMap((day) => [
  { day, from: '09:00', to: '12:00' },
  { day, from: '13:00', to: '17:00' },
])
async function calendar(more: Partial<CalendarInput> = {}): Promise<string> {
  const id = newId()
  const hours = { brand: the.lumo, timeZone: 'Europe/Brussels', week: office, holidays: [] }
  await the.get(the.admin, 'POST /api/v1/calendars', { body: { id, name: 'Office', ...hours, ...more } })
  return id
}
const anything = { queues: [], channels: [], priorities: [] }
const promise = (more: Partial<PolicyInput> = {}) => ({
  takes: anything,
  calendar: null,
  first: 60,
  next: 30,
  resolution: 480,
  warn: 75,
  place: 0,
  ...more,
})
async function policy(more: Partial<PolicyInput> = {}, name = 'Usual'): Promise<string> {
  const id = newId()
  const body = { id, brand: the.lumo, name, ...promise(more) }
  await the.get(the.admin, 'POST /api/v1/sla-policies', { body })
  await the.settle()
  return id
}
async function comes(text = 'Bonjour'): Promise<Visitor> {
  const visitor = await the.visitor(text)
  await the.settle()
  return visitor
}
async function later(by: Temporal.DurationLike): Promise<void> {
  the.app.clock.advance(by)
  await the.settle()
}
const dueOf = async ({ id }: Visitor) => (await the.open(the.admin, id)).row.due
const clocks = async ({ id }: Visitor) =>
  (await the.get(eva, 'GET /api/v1/conversations/:id/clocks', { params: { id } })).clocks
const clock = async (visitor: Visitor, kind: string) => (await clocks(visitor)).find((each) => each.kind === kind)
const put = (route: string, { id }: Visitor, body?: object) =>
  the.get(eva, `PUT /api/v1/conversations/:id/${route}` as 'PUT /api/v1/conversations/:id/pending', {
    params: { id },
    ...(body && { body }),
  })
const remove = (route: string, { id }: Visitor) =>
  the.get(eva, `DELETE /api/v1/conversations/:id/${route}` as 'DELETE /api/v1/conversations/:id/pending', {
    params: { id },
  })
async function announced(name: string): Promise<{ at: string; dueAt: string; kind: string }[]> {
  const { rows } = await the.app.app.database.pool.query(
    `select at, data->>'dueAt' as "dueAt", data->>'clock' as kind from kernel.event where name = $1 order by seq`,
    [name],
  )
  return rows
}

describe('clocks of a conversation', () => {
  test('the first answer is due after its open time, and stands on the row; a person’s reply ends it', async () => {
    await policy({ calendar: await calendar() })
    the.app.clock.set('2026-06-09T14:20:00Z')
    const amina = await comes()
    // 16:20 in Brussels: 40 minutes today, 20 tomorrow.
    expect(await dueOf(amina)).toEqual({ at: '2026-06-10T07:20:00.000Z', kind: 'first' })
    await later({ minutes: 10 })
    await the.reply(eva, amina.id, 'Bonjour')
    await the.settle()
    expect(await clock(amina, 'first')).toMatchObject({
      state: 'ended',
      endedWhy: 'answered',
      facts: { usedSeconds: 600 },
    })
    expect(await dueOf(amina)).toMatchObject({ kind: 'resolution' })
  })

  test('the next one starts with the first message nobody has answered, and a second does not start it again', async () => {
    await policy()
    const amina = await comes()
    await the.reply(eva, amina.id, 'Bonjour')
    await later({ minutes: 5 })
    await amina.writes('Et encore')
    await later({ minutes: 5 })
    await amina.writes('Allô ?')
    await the.settle()
    expect(await dueOf(amina)).toEqual({ at: '2026-06-09T08:35:00.000Z', kind: 'next' })
    expect((await clocks(amina)).filter(({ kind }) => kind === 'next')).toHaveLength(1)
  })

  test('a reply that is withdrawn never was', async () => {
    await policy()
    const amina = await comes()
    const before = await dueOf(amina)
    const { body } = await the.reply(eva, amina.id, 'Oups', { next: 'solve' })
    await the.settle()
    expect(await dueOf(amina)).toBeNull()
    const [sent] = (await the.get(eva, 'GET /api/v1/conversations/:id', { params: { id: amina.id } })).messages.slice(
      -1,
    )
    expect(body).toBeTruthy()
    await the.get(eva, 'DELETE /api/v1/conversations/:id/messages/:message', {
      params: { id: amina.id, message: sent?.id ?? '' },
    })
    await the.settle()
    expect(await dueOf(amina)).toEqual(before)
    expect((await clocks(amina)).map(({ state }) => state)).toEqual(['running', 'running'])
  })

  test('nobody hurries while the customer or somebody else is waited for; it says so, and goes on after', async () => {
    await policy()
    const amina = await comes()
    await the.reply(eva, amina.id, 'Bonjour')
    await later({ minutes: 30 })
    await put('pending', amina)
    await the.settle()
    expect(await dueOf(amina)).toBeNull()
    expect(await clock(amina, 'resolution')).toMatchObject({ state: 'paused', due: null })
    await later({ hours: 3 })
    await remove('pending', amina)
    await later({ minutes: 10 })
    await put('snooze', amina, { until: '2026-06-09T12:40:00Z' })
    await later({ hours: 1 })
    expect(await dueOf(amina)).toEqual({ at: '2026-06-09T20:00:00.000Z', kind: 'resolution' })
    expect((await clock(amina, 'resolution'))?.facts).toMatchObject({
      usedSeconds: 40 * 60,
      pauses: [
        { from: '2026-06-09T08:30:00.000Z', to: '2026-06-09T11:30:00.000Z', why: 'customer' },
        { from: '2026-06-09T11:40:00.000Z', to: '2026-06-09T12:40:00.000Z', why: 'third' },
      ],
    })
  })

  test('solved, all of them end; opened again by a person they go on, by the customer with a new answer to give', async () => {
    await policy()
    const amina = await comes()
    await put('solution', amina, { disposition: null })
    await the.settle()
    expect((await clocks(amina)).map(({ endedWhy }) => endedWhy)).toEqual(['solved', 'solved'])
    await later({ minutes: 20 })
    await remove('solution', amina)
    await the.settle()
    expect(await dueOf(amina)).toEqual({ at: '2026-06-09T09:20:00.000Z', kind: 'first' })
    await put('solution', amina, { disposition: null })
    await later({ minutes: 20 })
    await amina.writes('Non')
    await the.settle()
    expect(await dueOf(amina)).toEqual({ at: '2026-06-09T09:10:00.000Z', kind: 'next' })
    expect(await clock(amina, 'resolution')).toMatchObject({ state: 'running', due: '2026-06-09T16:40:00.000Z' })
  })

  test('a closed conversation’s clocks are nobody else’s to see', async () => {
    await policy()
    const amina = await comes()
    const other = await the.person({ role: 'lead', brand: the.vela })
    const asked = await the.call(other, 'GET /api/v1/conversations/:id/clocks', { params: { id: amina.id } })
    expect(asked.status).toBe(404)
  })
})

describe('conversations that are merged', () => {
  /** One customer writes twice, ten minutes apart. */
  async function twice(): Promise<[Visitor, Visitor]> {
    const one = await comes('Bonjour')
    await later({ minutes: 10 })
    const other = await comes('Toujours moi')
    const [kept, gone] = [(await the.open(eva, one.id)).row, (await the.open(eva, other.id)).row]
    await the.get(the.admin, 'POST /api/v1/contacts/:id/merges', {
      params: { id: kept.contact.id },
      body: { id: newId(), other: gone.contact.id },
    })
    await the.settle()
    return [one, other]
  }
  const change = async (verb: 'PUT' | 'DELETE', into: Visitor, other: Visitor) => {
    await the.get(eva, `${verb} /api/v1/conversations/:id/merged/:other`, pair(into, other))
    await the.settle()
  }
  const states = async (visitor: Visitor) =>
    (await clocks(visitor)).map(({ kind, state, endedWhy }) => `${kind} ${endedWhy ?? state}`).sort()

  test('who waited in the one still does in the other, since they wrote; an answer there is one to both', async () => {
    await policy()
    const [one, other] = await twice()
    await the.reply(eva, other.id, 'Bonjour')
    await the.settle()
    expect(await dueOf(other)).toMatchObject({ kind: 'resolution' })
    await change('PUT', other, one)
    expect(await dueOf(other)).toEqual({ at: '2026-06-09T09:00:00.000Z', kind: 'first' })
    expect(await states(one)).toEqual(['first merged', 'resolution merged'])
    await the.reply(eva, other.id, 'Et la première ?')
    await the.settle()
    expect(await dueOf(other)).toMatchObject({ kind: 'resolution' })
    await later({ minutes: 20 })
    await change('DELETE', other, one)
    expect(await states(one)).toEqual(['first answered', 'resolution running'])
    expect((await clock(one, 'resolution'))?.facts.pauses).toMatchObject([{ why: 'merged' }])
  })

  test('taken apart unanswered, both wait again; the time together counts for neither of the one’s clocks', async () => {
    await policy()
    const [one, other] = await twice()
    await change('PUT', other, one)
    await later({ minutes: 20 })
    await change('DELETE', other, one)
    expect(await dueOf(one)).toEqual({ at: '2026-06-09T09:20:00.000Z', kind: 'first' })
    expect(await dueOf(other)).toEqual({ at: '2026-06-09T09:10:00.000Z', kind: 'first' })
    expect(await states(other)).toEqual(['first running', 'first unmerged', 'resolution running'])
  })
})

describe('which policy holds', () => {
  test('the one that names most; another priority keeps the time that was used', async () => {
    await policy()
    const urgent = await policy({ takes: { ...anything, priorities: ['P1'] }, first: 45 }, 'Interrupted')
    const amina = await comes()
    await later({ minutes: 20 })
    await put('priority', amina, { impact: 'interrupted', responsibility: 'ours', why: 'fibre cut' })
    await the.settle()
    expect(await clock(amina, 'first')).toMatchObject({
      policy: { id: urgent, name: 'Interrupted' },
      due: '2026-06-09T08:45:00.000Z',
      facts: { carriedSeconds: 1_200, usedSeconds: 1_200 },
    })
  })

  test('a change of settings reckons open clocks anew, and says how far it is', async () => {
    const hours = await calendar()
    const id = await policy({ calendar: hours })
    const visitors = await Promise.all(Array.from({ length: 5 }, (_, i) => the.visitor(`Bonjour ${i}`)))
    await the.settle()
    const body = { name: 'Usual', ...promise({ calendar: hours, first: 120 }) }
    const changed = await the.get(the.admin, 'PUT /api/v1/sla-policies/:id', { params: { id }, body })
    expect(changed.progress).toEqual({ done: 0, total: 5 })
    await the.settle()
    for (const visitor of visitors)
      expect(await dueOf(visitor)).toEqual({ at: '2026-06-09T10:00:00.000Z', kind: 'first' })
    const { items } = await the.get(the.admin, 'GET /api/v1/sla-policies')
    expect(items).toMatchObject([{ id, progress: null, rev: 2 }])

    const { items: calendars } = await the.get(the.admin, 'GET /api/v1/calendars')
    const { id: _, brand, used, rev, ...values } = calendars[0] ?? expect.fail('no calendar')
    expect({ brand, used, rev }).toEqual({ brand: the.lumo, used: 1, rev: 1 })
    const holiday = { name: 'Sainte Lumière', date: '2026-06-09', yearly: true, from: null, to: null }
    const params = { id: hours }
    await the.get(the.admin, 'PUT /api/v1/calendars/:id', { params, body: { ...values, holidays: [holiday] } })
    await the.settle()
    const [first] = visitors
    if (first === undefined) return
    expect(await dueOf(first)).toEqual({ at: '2026-06-10T09:00:00.000Z', kind: 'first' })
    expect((await clock(first, 'first'))?.facts.holidays).toEqual([{ name: 'Sainte Lumière', date: '2026-06-09' }])

    await the.get(the.admin, 'DELETE /api/v1/sla-policies/:id', { params: { id } })
    await the.settle()
    expect(await dueOf(first)).toBeNull()
    expect(await clock(first, 'first')).toMatchObject({ state: 'running', target: null, policy: null })
  })

  test('a calendar that is used is not taken away; one of another brand is refused', async () => {
    const hours = await calendar()
    const id = await policy({ calendar: hours })
    const refused = await the.call(the.admin, 'DELETE /api/v1/calendars/:id', { params: { id: hours } })
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('Usual') } })
    const foreign = await calendar({ brand: the.vela })
    const body = { name: 'Usual', ...promise({ calendar: foreign }) }
    expect(await the.call(the.admin, 'PUT /api/v1/sla-policies/:id', { params: { id }, body })).toMatchObject({
      status: 400,
      body: { faults: [{ pointer: '/body/calendar' }] },
    })
    await the.get(the.admin, 'DELETE /api/v1/calendars/:id', { params: { id: foreign } })
  })

  test('who leads one brand changes what is theirs, and not what is every brand’s', async () => {
    const lead = await the.person({ role: 'lead', brand: the.lumo })
    const [all, vela] = [await calendar({ brand: null }), await calendar({ brand: the.vela })]
    const { items } = await the.get(lead, 'GET /api/v1/calendars')
    expect(items.map(({ id }) => id)).toEqual([all])
    const body = { name: 'Mine', timeZone: 'UTC', week: office, holidays: [] }
    for (const id of [all, vela])
      expect((await the.call(lead, 'PUT /api/v1/calendars/:id', { params: { id }, body })).status).toBe(404)
    const wrong = { id: newId(), brand: the.vela, name: 'Mine', ...promise() }
    expect((await the.call(lead, 'POST /api/v1/sla-policies', { body: wrong })).status).toBe(404)
  })
})

describe('warnings and breaches', () => {
  test('are announced once, at their time; whoever has it is told, or those who lead the queue', async () => {
    await policy()
    const lead = await the.person({ role: 'lead', brand: the.lumo })
    const amina = await comes()
    await later({ minutes: 44 })
    expect(await announced('clock.warned')).toEqual([])
    await later({ minutes: 1 })
    expect(await announced('clock.warned')).toMatchObject([{ kind: 'first' }])
    await later({ minutes: 15 })
    await later({ minutes: 15 })
    expect(await announced('clock.breached')).toMatchObject([
      { kind: 'first', at: new Date('2026-06-09T09:00:00Z'), dueAt: '2026-06-09T09:00:00.000Z' },
    ])
    const told = (await the.get(lead, 'GET /api/v1/notices')).items.filter(({ data }) => data.clock === 'first')
    expect(told.map(({ data }) => data.code)).toEqual(['breached', 'due'])
    await the.get(eva, 'PUT /api/v1/conversations/:id/assignment', {
      params: { id: amina.id },
      body: { agent: eva.id },
    })
    await the.reply(eva, amina.id, 'Bonjour')
    await amina.writes('Encore')
    await the.settle()
    await later({ minutes: 31 })
    expect((await the.get(eva, 'GET /api/v1/notices')).items.map(({ data }) => data.clock)).toEqual(['next'])
  })

  test('a time that is put off is announced at the later one', async () => {
    const id = await policy()
    const amina = await comes()
    await later({ minutes: 10 })
    const body = { name: 'Usual', ...promise({ first: 120, resolution: null }) }
    await the.get(the.admin, 'PUT /api/v1/sla-policies/:id', { params: { id }, body })
    await the.settle()
    await later({ minutes: 65 })
    expect(await announced('clock.warned')).toEqual([])
    await later({ minutes: 60 })
    expect(await announced('clock.breached')).toHaveLength(1)
    expect(await clock(amina, 'first')).toMatchObject({ state: 'running', breachedAt: '2026-06-09T10:15:00.000Z' })
  })
})

test('nothing was promised for what was had elsewhere: taken over, it has no clocks, and nobody is told of any', async () => {
  await policy()
  const ago = (minutes: number) => new Date(the.app.clock.now().getTime() - minutes * 60_000).toISOString()
  const past = {
    id: newId(),
    brand: the.lumo,
    channel: 'chat.web',
    lang: 'fr',
    contact: { handle: 'crm-4711', name: 'Amina' },
    startedWith: 'queue',
    messages: [
      { id: newId(), at: ago(3_000), by: { kind: 'contact' }, text: 'Bonjour' },
      { id: newId(), at: ago(2_000), by: { kind: 'agent', name: 'Eva' }, text: 'Réglé' },
    ],
    solvedAt: ago(2_000),
  }
  await the.get(the.admin, 'POST /api/v1/conversation-imports', { body: past })
  await the.settle()
  const { clocks } = await the.get(the.admin, 'GET /api/v1/conversations/:id/clocks', { params: { id: past.id } })
  expect(clocks).toEqual([])
  expect((await the.open(the.admin, past.id)).row.due).toBeNull()
  await later({ minutes: 1 })
  expect(await announced('clock.breached')).toEqual([])
  expect((await the.get(the.admin, 'GET /api/v1/notices')).items).toEqual([])
})

test('what an editor asks before it saves: a message on Friday evening is due on Monday', async () => {
  const holidays = [{ name: 'Pont', date: '2026-11-30', yearly: false, from: '09:00', to: '12:00' }]
  const body = { timeZone: 'Europe/Brussels', week: office, holidays, minutes: 60, at: '2026-11-27T16:30' }
  const said = await the.get(the.admin, 'POST /api/v1/calendars/preview', { body })
  expect(said).toMatchObject({
    from: '2026-11-27T15:30:00.000Z',
    due: '2026-11-30T12:30:00.000Z',
    facts: { usedSeconds: 3_600, holidays: [{ name: 'Pont', date: '2026-11-30' }] },
  })
  const wrong = await the.call(the.admin, 'POST /api/v1/calendars/preview', {
    body: { ...body, timeZone: 'Mars/Base' },
  })
  expect(wrong).toMatchObject({ status: 400, body: { faults: [{ pointer: '/body/timeZone' }] } })
})

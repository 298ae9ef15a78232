import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAnalytics } from '#analytics'
import { bakeText, sendAsBot } from '#conversations'
import { newId } from '#kernel/ids'
import { openVoice } from '#voice'
import { type Care, care, type Visitor } from '../../test/support/care.ts'
import type { Person } from '../../test/support/people.ts'
import type { Report } from './contract.ts'

let the: Care
let eva: Person
beforeAll(async () => {
  the = await care({ modules: [openVoice, openAnalytics] })
  eva = await the.person({ role: 'lead', brand: the.lumo })
})
afterAll(() => the.app.stop())

const report = (who: Person, query: Record<string, string> = {}) =>
  the.get(who, 'GET /api/v1/reports/service', { query: { ...query } })

/** Every `{ n, list }` in a report, with where it stands. */
function figuresIn(value: unknown, at = ''): { at: string; n: number; list: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.entries(value).flatMap(([key, part]) => figuresIn(part, `${at}/${key}`))
  if ('n' in value && 'list' in value && typeof value.n === 'number' && typeof value.list === 'string')
    return [{ at, n: value.n, list: value.list }, ...inside]
  return inside
}

async function rowsOf(who: Person, list: string): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const query: Record<string, string> = { list, limit: '200', ...(after === '' ? {} : { after }) }
    const page: { items: { id: string }[]; next: string | null } = await the.get(who, 'GET /api/v1/inbox', { query })
    ids.push(...page.items.map(({ id }) => id))
    after = page.next
  }
  return ids
}

async function everyListHolds(who: Person, shown: Report): Promise<void> {
  // Of the many hours in which nothing happened, one in twenty speaks for the others.
  const figures = figuresIn(shown).filter(({ at, n }, index) => n > 0 || !at.includes('byHour') || index % 20 === 0)
  for (const { at, n, list } of figures) {
    const rows = await rowsOf(who, list)
    expect(rows.length, at).toBe(n)
    expect(new Set(rows).size, at).toBe(n)
  }
}

async function botSays(id: string, acknowledgement = false): Promise<void> {
  const baked = await bakeText('Je suis un robot')
  const said = {
    conversationId: id,
    id: newId<'message'>(),
    baked,
    lang: 'fr',
    name: 'Bot',
    seenSeq: 9,
    acknowledgement,
  }
  await the.app.app.database.transaction('bot', (tx) => sendAsBot(tx, said))
}
const passes = async (time: Temporal.DurationLike) => {
  the.app.clock.advance(time)
  await the.settle()
}
const solve = (id: string, next = 'solve') => the.reply(eva, id, 'Voilà', { next })
async function rate(visitor: Visitor, score: number): Promise<void> {
  const { survey } = await the.get(visitor, 'GET /api/v1/chat/survey')
  await the.get(visitor, 'PUT /api/v1/chat/survey/:id', { params: { id: survey?.id ?? '' }, body: { score } })
}

describe('an empty operator', () => {
  test('has no shares and no times, not zeroes', async () => {
    const shown = await report(eva)
    expect(shown.firstResponse).toMatchObject({ p50: null, p90: null, within2h: { value: null, n: 0 } })
    expect(shown.csat.satisfied).toMatchObject({ value: null, n: 0 })
    expect(shown.containment).toMatchObject({ value: null, n: 0 })
    expect(shown.backlog).toMatchObject({ open: { value: 0, n: 0 }, oldestWaitSeconds: null })
    expect(shown.timeZone).toBe('Europe/Paris')
    await everyListHolds(eva, shown)
  })
})

describe('a day of work', () => {
  let shown: Report
  beforeAll(async () => {
    const [answered, slow, contained, handed, courtesy, undone] = [
      await the.visitor('answered'),
      await the.visitor('slow'),
      await the.visitor('contained'),
      await the.visitor('handed'),
      await the.visitor('courtesy'),
      await the.visitor('undone'),
    ]
    await botSays(contained.id)
    await botSays(handed.id)
    await botSays(courtesy.id, true)
    await the.settle()
    await passes({ seconds: 5 })
    await the.get(handed, 'PUT /api/v1/chat/person')
    const withdrawn = await the.reply(eva, undone.id, 'Oops', { next: 'solve' })
    const message = withdrawn.body.message.id
    const undo = { params: { id: undone.id, message } }
    await the.get(eva, 'DELETE /api/v1/conversations/:id/messages/:message', undo)
    await passes({ seconds: 55 })
    await solve(answered.id)
    await solve(handed.id, 'stay')
    await passes({ seconds: 40 })
    await rate(answered, 5)
    await passes({ hours: 3 })
    await solve(slow.id)
    await passes({ minutes: 1 })
    await rate(slow, 2)
    await passes({ minutes: 1 })
    shown = await report(eva)
  })

  test('the first response is an advisor, or a bot whom no hand-over followed; courtesies and withdrawn replies are none', () => {
    // answered 60 s, contained 0 s by the bot, handed 60 s, slow 3 h; courtesy and undone wait since 3 h.
    expect(shown.firstResponse.all.n).toBe(4)
    expect(shown.firstResponse.p50).toBe(60)
    expect(shown.firstResponse.p90).toBeGreaterThan(10_000)
    expect(shown.firstResponse.within2h).toMatchObject({ value: 3 / 6, n: 6 })
  })

  test('by opening hours nothing is late on a day that is closed', () => {
    // The clock stands on a Tuesday, and the brand opens on Mondays.
    expect(shown.firstResponse.within2hOpen).toMatchObject({ value: 1, n: 4 })
    expect(shown.firstResponse.p90Open).toBe(0)
  })

  test('resolution, satisfaction, containment and backlog', () => {
    expect(shown.resolution).toMatchObject({ p50: 60, all: { n: 2 }, within2h: { value: 1 / 2, n: 2 } })
    expect(shown.csat).toMatchObject({ satisfied: { value: 1 / 2, n: 2 }, responseRate: { value: 1, n: 2 } })
    expect(shown.csat.byScore.map(({ n }) => n)).toEqual([0, 1, 0, 0, 1])
    expect(shown.containment.n).toBeGreaterThanOrEqual(2)
    expect(shown.backlog.open.n).toBe(4)
    expect(shown.backlog.waiting.n).toBe(2)
    expect(shown.backlog.oldestWaitSeconds).toBeGreaterThan(3 * 3_600)
  })

  test('every number opens a list of exactly that many', async () => {
    expect(figuresIn(shown).length).toBeGreaterThan(20)
    await everyListHolds(eva, shown)
  })

  test('a list goes on holding what its number counted, though the world moved on', async () => {
    const before = await report(eva)
    const waiting = await rowsOf(eva, before.backlog.waiting.list)
    const late = await the.visitor('late')
    await the.reply(eva, waiting[0] ?? '', 'At last', { next: 'solve' })
    await the.settle()
    expect((await rowsOf(eva, before.backlog.waiting.list)).toSorted()).toEqual(waiting.toSorted())
    expect(await rowsOf(eva, before.volume.total.list)).not.toContain(late.id)
    const after = await report(eva)
    expect(after.backlog.waiting.n).toBe(waiting.length)
    expect(await rowsOf(eva, after.backlog.waiting.list)).toContain(late.id)
    await everyListHolds(eva, before)
    await everyListHolds(eva, after)
  })

  test('another brand sees nothing of it, and a foreign list opens nothing', async () => {
    const noor = await the.person({ role: 'lead', brand: the.vela })
    const foreign = await report(noor)
    expect(figuresIn(foreign).every(({ n }) => n === 0)).toBe(true)
    expect(await rowsOf(noor, shown.volume.total.list)).toEqual([])
    const refused = await the.call(noor, 'GET /api/v1/reports/service', { query: { brand: the.lumo } })
    expect(refused.status).toBe(404)
    expect((await the.call(null, 'GET /api/v1/reports/service')).status).toBe(401)
  })

  test.each([
    'report:',
    'report:x',
    `report:${Buffer.from('["volume",1,2,null,3,4,"\'; drop table x"]').toString('base64url')}`,
    `report:${Buffer.from('["constructor",1,2,null,3,4,null]').toString('base64url')}`,
    `report:${Buffer.from('["score",1,2,null,3,4,"x"]').toString('base64url')}`,
    `report:${Buffer.from('[1]').toString('base64url')}`,
  ])('%s is no list', async (list) => {
    expect((await the.call(eva, 'GET /api/v1/inbox', { query: { list } })).status).toBe(400)
  })

  test('a period that is none is refused', async () => {
    const [from, to] = ['2026-06-09T00:00:00Z', '2026-06-08T00:00:00Z']
    for (const query of [
      { from, to },
      { from: '2020-01-01T00:00:00Z', to },
    ])
      expect((await the.call(eva, 'GET /api/v1/reports/service', { query })).status).toBe(400)
  })

  test('the welcome page has its figures in a demo only', async () => {
    expect((await the.call(null, 'GET /api/v1/reports/live')).status).toBe(404)
  })

  test('once its facts are forgotten a report must be opened again', async () => {
    await passes({ hours: 5 })
    eva = await the.person({ role: 'lead', brand: the.lumo })
    const gone = await the.call(eva, 'GET /api/v1/inbox', { query: { list: shown.volume.total.list } })
    expect(gone.status).toBe(410)
  })
})

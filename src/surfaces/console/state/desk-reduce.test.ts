import { expect, test } from 'vitest'
import type { InboxRow, Message } from '#conversations/contract'
import { emptyDesk, type Happening, type RowTold } from './desk.ts'
import { merged, reduceDesk } from './desk-reduce.ts'

const row = (id: string, rev: number, more: Partial<InboxRow> = {}): InboxRow => ({
  id,
  rev,
  brand: 'b',
  reference: `AUR-${id}`,
  channel: 'chat',
  visibility: 'private',
  subject: null,
  contact: { id: 'c', name: 'Amina' },
  lang: 'fr',
  status: 'open',
  priority: 'P3',
  holder: 'queue',
  queue: null,
  assignee: null,
  team: null,
  labels: [],
  lastText: '',
  lastBy: 'contact',
  lastAt: '2026-01-01T00:00:00Z',
  lastSeq: 1,
  lastContactSeq: 1,
  waitingSince: null,
  due: null,
  snoozedUntil: null,
  disposition: null,
  csat: null,
  vip: null,
  createdAt: '2026-01-01T00:00:00Z',
  solvedAt: null,
  ...more,
})
const after = (...events: Happening[]) => events.reduce(reduceDesk, emptyDesk)
const told = (row: InboxRow, ...lists: string[]): Happening => ({ type: 'rows', told: [{ row, lists }] })
const list = (...rows: InboxRow[]): Happening => ({
  type: 'listed',
  list: 'all',
  rows,
  next: null,
  reads: {},
  more: false,
})

test('a row that is not newer is dropped', () => {
  const desk = after(list(row('1', 5)), told(row('1', 4, { status: 'solved' })))
  expect(desk.rows.get('1')?.status).toBe('open')
})

test('a new row waits until it is asked for, and goes straight into an empty list', () => {
  const desk = after(list(row('1', 1)), told(row('2', 1), 'all'))
  expect(desk.lists.get('all')).toMatchObject({ ids: ['1'], fresh: ['2'] })
  expect(reduceDesk(desk, { type: 'fresh-shown', list: 'all' }).lists.get('all')).toMatchObject({
    ids: ['2', '1'],
    fresh: [],
  })
  expect(after(list(), told(row('2', 1), 'all')).lists.get('all')?.ids).toEqual(['2'])
})

test('what waits to be shown is shown where the last row left: nothing can jump there', () => {
  const waiting = after(list(row('1', 1)), told(row('2', 1), 'all'))
  const left = [
    { type: 'left-list', id: '1', list: 'all' },
    { type: 'rows', told: [{ removed: '1' }] },
  ] satisfies Happening[]
  for (const one of left) expect(reduceDesk(waiting, one).lists.get('all')).toMatchObject({ ids: ['2'], fresh: [] })
})

test('an unanswered change stays on top of what the stream brings, and can be taken back', () => {
  const asked = after(
    list(row('1', 1)),
    { type: 'patched', id: '1', key: 'k', change: { status: 'solved' } },
    told(row('1', 2, { priority: 'P1' })),
  )
  expect(asked.rows.get('1')).toMatchObject({ status: 'solved', priority: 'P1' })
  expect(reduceDesk(asked, { type: 'unpatched', id: '1', key: 'k' }).rows.get('1')?.status).toBe('open')
})

test('messages join once, in order, the newest version winning', () => {
  const message = (id: string, seq: number, rev: number, text: string) => ({ id, seq, rev, text }) as unknown as Message
  const all = merged(
    [message('b', 2, 1, 'two')],
    [message('a', 1, 1, 'one'), message('b', 2, 2, 'TWO'), message('b', 2, 1, 'two')],
  )
  expect(all.map((each) => each.text)).toEqual(['one', 'TWO'])
})

test('a row no longer ours leaves every place', () => {
  const desk = after(list(row('1', 1)), { type: 'rows', told: [{ removed: '1' }] })
  expect([desk.rows.size, desk.lists.get('all')?.ids.length]).toEqual([0, 0])
})

test('rows told together become what they become one after the other, whatever is told', () => {
  const first = after(list(row('1', 1), row('2', 1), row('3', 1)), {
    type: 'patched',
    id: '2',
    key: 'k',
    change: { status: 'solved' },
  })
  const some = seeded(7)
  for (let times = 0; times < 300; times += 1) {
    const storm: RowTold[] = Array.from({ length: 12 }, (): RowTold => {
      // The first row stays: what an empty list does is told above.
      const id = String(2 + some(5))
      return some(4) === 0 ? { removed: id } : { row: row(id, some(6)), lists: some(2) === 0 ? ['all'] : [] }
    })
    const each = storm.reduce((desk, one) => reduceDesk(desk, { type: 'rows', told: [one] }), first)
    expect(reduceDesk(first, { type: 'rows', told: storm })).toEqual(each)
  }
})

test('a list none of whose rows came or went is the same list, and a message of no open conversation changes nothing', () => {
  const desk = after(list(row('1', 1)))
  expect(reduceDesk(desk, told(row('1', 2), 'all')).lists.get('all')).toBe(desk.lists.get('all'))
  const message = { id: 'm', conversation: '1', seq: 1, rev: 1 } as unknown as Message
  expect(reduceDesk(desk, { type: 'message', message })).toBe(desk)
})

/** Whole numbers below `n`, the same at each run. */
function seeded(seed: number): (n: number) => number {
  let state = seed
  return (n) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * n)
  }
}

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAnalytics } from '#analytics'
import { openConversations } from '#conversations'
import { newId } from '#kernel/ids'
import { type Cast, cast } from '../../test/support/people.ts'
import type { Report } from './contract.ts'

const HOW_MANY = 1_000
const NOW = Date.parse('2026-06-09T08:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

interface Happened {
  name: string
  at: number
  data: Record<string, unknown>
  /** Taken back by the reply.withdrawn that follows. */
  undone?: boolean
}
interface Talk {
  id: string
  brand: 'lumo' | 'vela'
  channel: string
  events: Happened[]
}

/** What may happen next, as conversations would tell it. */
const deeds = [
  'write',
  'bot',
  'bot-courtesy',
  'ask-person',
  'answer',
  'answer-undone',
  'solve',
  'reopen',
  'survey',
] as const
const step = fc.record({
  deed: fc.constantFrom(...deeds),
  wait: fc.integer({ min: 1, max: 5_000 }),
  score: fc.integer({ min: 0, max: 5 }),
})
const plan = fc.record({
  brand: fc.constantFrom('lumo', 'vela'),
  channel: fc.constantFrom('chat.web', 'form', 'email'),
  bot: fc.boolean(),
  ago: fc.integer({ min: 1, max: 6 * 24 * 3_600 }),
  steps: fc.array(step, { maxLength: 9 }),
})
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never

function talkOf({ brand, channel, bot, ago, steps }: Plan): Talk {
  let at = NOW - ago * 1_000
  let holder = bot ? 'bot' : 'queue'
  let status = 'open'
  const events: Happened[] = []
  const tell = (name: string, data: Record<string, unknown>, undone = false) => events.push({ name, at, data, undone })
  const answer = (undone: boolean) => {
    const before = { holder, status }
    const messageId = newId()
    if (holder !== 'agent') tell('conversation.handed', { from: holder, to: 'agent', reason: 'replied' }, undone)
    tell('reply.sent', { messageId, seq: 2, author: 'agent', next: 'stay' }, undone)
    if (undone) {
      at += 3_000
      tell('reply.withdrawn', { messageId })
      ;({ holder, status } = before)
    } else [holder, status] = ['agent', 'open']
  }
  tell('conversation.started', { channel, accountId: newId(), holder })
  tell('message.received', { messageId: newId(), seq: 1, holder, wasStatus: 'open', accountId: newId() })
  let waits = true
  for (const { deed, wait, score } of steps) {
    if (at + wait * 1_000 + 3_000 > NOW) break
    at += wait * 1_000
    if (deed === 'write') {
      tell('message.received', { messageId: newId(), seq: 2, holder, wasStatus: status, accountId: newId() })
      ;[status, waits] = ['open', true]
    } else if ((deed === 'bot' || deed === 'bot-courtesy') && holder === 'bot' && status === 'open') {
      const courtesy = deed === 'bot-courtesy' ? { acknowledgement: true } : {}
      tell('reply.sent', { messageId: newId(), seq: 2, author: 'bot', next: 'stay', ...courtesy })
      if (deed === 'bot') waits = false
    } else if (deed === 'ask-person' && holder === 'bot') {
      tell('conversation.handed', { from: 'bot', to: 'queue', reason: 'asked' })
      holder = 'queue'
      waits = status === 'open'
    } else if (deed === 'answer') {
      answer(false)
      waits = false
    } else if (deed === 'answer-undone' && waits) answer(true)
    else if (deed === 'solve' && status === 'open') {
      tell('conversation.solved', {})
      ;[status, waits] = ['solved', false]
    } else if (deed === 'reopen' && status === 'solved') {
      tell('conversation.reopened', { from: 'solved' })
      status = 'open'
    } else if (deed === 'survey' && status === 'solved') {
      tell('survey.sent', { surveyId: newId(), kind: 'csat' })
      if (score > 0) tell('survey.answered', { surveyId: newId(), kind: 'csat', score, comment: false })
    }
  }
  return { id: newId(), brand, channel, events }
}

/** The naive reading: what was taken back never happened; then look at the whole story at once. */
function readNaively({ events }: Talk) {
  const real = events.filter(({ undone, name }) => undone !== true && name !== 'reply.withdrawn')
  const of = (name: string) => real.filter((event) => event.name === name)
  const handOvers = of('conversation.handed').filter(({ data }) => data.from === 'bot')
  const lastHandOver = real.findLastIndex((event) => handOvers.includes(event))
  const answers = real.filter(
    ({ name, data }, index) =>
      name === 'reply.sent' && data.acknowledgement !== true && (data.author === 'agent' || index > lastHandOver),
  )
  const start = events[0]?.at ?? 0
  const lastSolved = real.findLastIndex(({ name }) => name === 'conversation.solved')
  const reopens = (event: Happened) =>
    event.name === 'conversation.reopened' ||
    event.name === 'message.received' ||
    (event.name === 'reply.sent' && event.data.author === 'agent')
  const solved = lastSolved >= 0 && !real.slice(lastSolved).some(reopens) ? (real[lastSolved]?.at ?? null) : null
  const survey = real.findLastIndex(({ name }) => name === 'survey.sent')
  const score =
    survey < 0 ? null : (real.slice(survey).findLast(({ name }) => name === 'survey.answered')?.data.score ?? null)
  return {
    start,
    response: answers[0] === undefined ? null : (answers[0].at - start) / 1_000,
    resolution: solved === null ? null : (solved - start) / 1_000,
    open: solved === null,
    asked: survey >= 0,
    score: typeof score === 'number' ? score : null,
  }
}

/** Nearest rank. */
function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}
const isNumber = (value: number | null): value is number => value !== null
const shareOf = (values: readonly boolean[]) =>
  values.length === 0 ? null : values.filter(Boolean).length / values.length

let the: Cast
let talks: Talk[]
let shown: Report
beforeAll(async () => {
  the = await cast({ modules: [openConversations, openAnalytics] })
  talks = fc.sample(plan, { numRuns: HOW_MANY, seed: 20_261_122 }).map(talkOf)
  await store(talks)
  await the.app.settle()
  shown = await read<Report>('/api/v1/reports/service', { from: '2026-06-02T08:00:00Z', to: '2026-06-09T08:00:01Z' })
}, 240_000)
afterAll(() => the.app.stop())

interface Page {
  items: { id: string }[]
  next: string | null
}
async function read<T>(path: string, query: Record<string, string>): Promise<T> {
  const answer = await the.app.fetch(`${path}?${new URLSearchParams(query)}`, {
    method: 'GET',
    session: the.admin.session,
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as T
}

/** Rows for the lists, and the log that facts are made from. */
async function store(all: readonly Talk[]): Promise<void> {
  const { pool } = the.app.app.database
  const rows = all.map(({ id, brand, channel, events }) => ({
    id,
    brand: the[brand],
    channel,
    at: new Date(events[0]?.at ?? 0),
  }))
  const told = all
    .flatMap(({ id, brand, events }) =>
      events.map(({ name, at, data }) => ({ id, brand: the[brand], name, at: new Date(at), data })),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  await pool.query(
    `with given as (select * from jsonb_to_recordset($1::jsonb) as x (id uuid, brand uuid, channel text, at timestamptz)),
     made as (insert into conversations.conversation (id, brand_id, account_id, channel, visibility, thread_key, contact_id, reference, created_at)
       select id, brand, gen_random_uuid(), channel, 'private', id::text, gen_random_uuid(), id::text, at from given returning *)
     insert into conversations.inbox_row (conversation_id, brand_id, contact_id, contact_name, channel, visibility, reference, created_at, holder, last_at)
     select id, brand_id, contact_id, '', channel, 'private', reference, created_at, 'queue', created_at from made`,
    [JSON.stringify(rows)],
  )
  await pool.query(
    `insert into kernel.event (at, name, brand, subject, by, data)
     select at, name, brand, id, 'system', data from jsonb_to_recordset($1::jsonb) as x (id uuid, brand uuid, name text, at timestamptz, data jsonb)`,
    [JSON.stringify(told)],
  )
}

test('times and shares are those of the naive reading', () => {
  const told = talks.map(readNaively)
  const responses = told.map(({ response }) => response).filter(isNumber)
  expect(responses.length).toBeGreaterThan(300)
  expect(shown.firstResponse).toMatchObject({
    p50: percentile(responses, 0.5),
    p90: percentile(responses, 0.9),
    all: { n: responses.length },
  })
  const due = told.filter(({ response, open, start }) => response !== null || (open && NOW - start > 2 * HOUR))
  expect(shown.firstResponse.within2h.n).toBe(due.length)
  expect(shown.firstResponse.within2h.value).toBe(
    shareOf(due.map(({ response }) => response !== null && response <= 7_200)),
  )

  const resolutions = told.map(({ resolution }) => resolution).filter(isNumber)
  expect(shown.resolution).toMatchObject({
    p50: percentile(resolutions, 0.5),
    p90: percentile(resolutions, 0.9),
    within2h: { n: resolutions.length, value: shareOf(resolutions.map((seconds) => seconds <= 7_200)) },
  })
  const scores = told.map(({ score }) => score).filter(isNumber)
  expect(shown.csat).toMatchObject({
    satisfied: { n: scores.length, value: shareOf(scores.map((score) => score >= 4)) },
    responseRate: { n: told.filter(({ asked }) => asked).length },
  })
  expect(shown.backlog.open.n).toBe(told.filter(({ open }) => open).length)
})

test('volume by hour, channel and brand adds up to all', () => {
  const sum = (parts: readonly { n: number }[]) => parts.reduce((all, { n }) => all + n, 0)
  expect(shown.volume.total.n).toBe(HOW_MANY)
  for (const parts of [shown.volume.byHour, shown.volume.byChannel, shown.volume.byBrand])
    expect(sum(parts)).toBe(HOW_MANY)
  for (const { key, n } of shown.volume.byChannel) expect(n).toBe(talks.filter(({ channel }) => channel === key).length)
  for (const { at, n } of shown.volume.byHour) {
    const from = Date.parse(at)
    const starts = talks.map(({ events }) => events[0]?.at ?? 0)
    expect(n, at).toBe(starts.filter((start) => start >= from && start < from + HOUR).length)
  }
})

test('every number opens a list of exactly that many, page by page', { timeout: 120_000 }, async () => {
  const { firstResponse, resolution, volume, csat, containment, backlog } = shown
  const figures = [
    ...[firstResponse, resolution].flatMap(({ within2h, within2hOpen, all }) => [within2h, within2hOpen, all]),
    volume.total,
    ...volume.byChannel,
    ...volume.byBrand,
    ...volume.byHour.filter(({ n }) => n > 0).slice(0, 12),
    csat.satisfied,
    csat.responseRate,
    ...csat.byScore,
    containment,
    backlog.open,
    backlog.waiting,
  ]
  for (const { n, list } of figures) {
    const rows = new Set<string>()
    for (let after: string | null = ''; after !== null; ) {
      const query: Record<string, string> = { list, limit: '200', ...(after === '' ? {} : { after }) }
      const page: Page = await read<Page>('/api/v1/inbox', query)
      for (const { id } of page.items) rows.add(id)
      after = page.next
    }
    expect(rows.size).toBe(n)
  }
})

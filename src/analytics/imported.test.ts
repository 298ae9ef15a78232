import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAnalytics } from '#analytics'
import type { ChannelsApi } from '#channels/contract'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import { openVoice } from '#voice'
import { type Care, care } from '../../test/support/care.ts'
import type { Person } from '../../test/support/people.ts'

type Past = ChannelsApi['POST /api/v1/conversation-imports']['body']

let the: Care
let eva: Person
let migrator: Person
beforeAll(async () => {
  the = await care({ modules: [openNotices, openVoice, openAnalytics] })
  the.app.clock.set('2026-06-10T10:00:00Z')
  eva = await the.person({ role: 'lead', brand: the.lumo })
  migrator = await the.allowed(['conversations.import'], { brand: the.lumo, scope: '*' })
})
afterAll(() => the.app.stop())

const past = (values: Partial<Past> = {}): Past => ({
  id: newId(),
  brand: the.lumo,
  channel: 'chat.web',
  lang: 'fr',
  contact: { handle: 'crm-4711', name: 'Amina Benali', email: 'amina@mail.example' },
  startedWith: 'bot',
  messages: [
    { id: newId(), at: '2026-04-14T08:00:00Z', by: { kind: 'contact' }, text: 'Ma carte SIM est bloquée' },
    {
      id: newId(),
      at: '2026-04-14T08:00:10Z',
      by: { kind: 'bot', name: 'Bot' },
      text: 'Je vous passe quelqu’un',
      acknowledgement: true,
    },
    {
      id: newId(),
      at: '2026-04-14T08:20:00Z',
      by: { kind: 'agent', id: eva.id, name: 'Eva' },
      text: 'Voici le code PUK',
    },
    {
      id: newId(),
      at: '2026-04-14T08:21:00Z',
      by: { kind: 'agent', id: eva.id, name: 'Eva' },
      text: 'Cliente pressée',
      note: true,
    },
    { id: newId(), at: '2026-04-14T08:25:00Z', by: { kind: 'contact' }, text: 'Merci' },
  ],
  handedOver: { at: '2026-04-14T08:00:10Z', reason: 'asked' },
  solvedAt: '2026-04-14T08:30:00Z',
  csat: { askedAt: '2026-04-14T08:31:00Z', score: 5, answeredAt: '2026-04-14T09:00:00Z' },
  ...values,
})
const bring = (body: Past, who: Person = migrator) => the.call(who, 'POST /api/v1/conversation-imports', { body })

test('a finished conversation from elsewhere stands where it was, in lists, search and figures, and nothing follows from it', async () => {
  const label = newId()
  await the.get(eva, 'POST /api/v1/labels', { body: { id: label, brand: the.lumo, name: { fr: 'SIM' }, hue: 1 } })
  const body = past({ labels: [label] })
  const answered = await bring(body)
  expect(answered).toMatchObject({ status: 200, body: { id: body.id } })
  await the.settle()
  const { row, messages, lines } = await the.open(eva, body.id)
  expect(row).toMatchObject({
    createdAt: '2026-04-14T08:00:00.000Z',
    solvedAt: '2026-04-14T08:30:00.000Z',
    status: 'solved',
    holder: 'agent',
    assignee: { id: eva.id },
    csat: 5,
    labels: [label],
    lastText: 'Merci',
    waitingSince: null,
  })
  expect(messages.map(({ by, at }) => [by.kind, at.slice(0, 16)])).toEqual([
    ['contact', '2026-04-14T08:00'],
    ['bot', '2026-04-14T08:00'],
    ['agent', '2026-04-14T08:20'],
    ['agent', '2026-04-14T08:21'],
    ['contact', '2026-04-14T08:25'],
  ])
  expect(lines.filter(({ at }) => !at.startsWith('2026-04-14'))).toEqual([])
  const day = { from: '2026-04-14T00:00:00Z', to: '2026-04-15T00:00:00Z' }
  const figures = await the.get(eva, 'GET /api/v1/reports/service', { query: day })
  expect(figures.volume.total.n).toBe(1)
  const { hits } = await the.get(eva, 'GET /api/v1/search', { query: { q: 'PUK' } })
  expect(hits.map(({ id }) => id)).toContain(body.id)
  the.app.clock.advance({ minutes: 5 })
  await the.settle()
  expect(
    (await the.get(eva, 'GET /api/v1/conversations/:id/surveys', { params: { id: body.id } })).surveys,
  ).toMatchObject([{ score: 5, sentAt: '2026-04-14T08:31:00.000Z' }])
  expect((await the.get(eva, 'GET /api/v1/notices')).items).toEqual([])
})

test('the facts are those that would have been told here then', async () => {
  const body = past()
  await bring(body)
  await the.settle()
  const { rows } = await the.app.app.database.pool.query(
    `select started_at, response_by, response_seconds, resolution_seconds, handed_over_at is not null as handed, score
     from analytics.conversation_fact where conversation_id = $1 and to_pos is null`,
    [body.id],
  )
  expect(rows).toEqual([
    {
      started_at: new Date('2026-04-14T08:00:00Z'),
      response_by: 'agent',
      response_seconds: 1200,
      resolution_seconds: 1800,
      handed: true,
      score: 5,
    },
  ])
})

test('said twice it is meant once, also at the same moment; another conversation under the id is refused', async () => {
  const body = past()
  const both = await Promise.all([bring(body), bring(body)])
  expect(both[0]).toEqual(both[1])
  expect(await bring(body)).toEqual(both[0])
  expect(await bring({ ...body, subject: 'another' })).toMatchObject({ status: 409, body: { code: 'id_reused' } })
})

test('one handle is one contact', async () => {
  const [one, two] = [past(), past()]
  await bring(one)
  await bring(two)
  const contactOf = async ({ id }: Past) => (await the.open(eva, id)).row.contact
  expect(await contactOf(one)).toEqual(await contactOf(two))
  expect(await contactOf(one)).toMatchObject({ name: 'Amina Benali' })
})

describe('refused, with every fault named', () => {
  test.each([
    ['what is to come', { solvedAt: '2027-01-01T00:00:00Z' }, '/body/solvedAt'],
    [
      'what the log no longer keeps',
      { messages: [{ id: newId(), at: '2020-01-01T00:00:00Z', by: { kind: 'contact' }, text: 'x' }] },
      '/body/messages/0/at',
    ],
    ['an end before the last word', { solvedAt: '2026-04-14T08:10:00Z' }, '/body/solvedAt'],
    [
      'a hand-over that was never',
      { handedOver: { at: '2026-04-15T08:00:00Z', reason: 'asked' } },
      '/body/handedOver/at',
    ],
    ['a score without its time', { csat: { askedAt: '2026-04-14T08:31:00Z', score: 4 } }, '/body/csat'],
    ['a label of nobody', { labels: [newId()] }, '/body/labels'],
  ] as [string, Partial<Past>, string][])('%s', async (_, values, pointer) => {
    const body = past(values)
    expect(await bring(body)).toMatchObject({
      status: 400,
      body: { faults: expect.arrayContaining([expect.objectContaining({ pointer })]) },
    })
    expect((await the.call(eva, 'GET /api/v1/conversations/:id', { params: { id: body.id } })).status).toBe(404)
  })
  test('whoever may not', async () => {
    expect((await bring(past(), eva)).status).toBe(403)
    expect((await bring(past({ brand: the.vela }))).status).toBe(404)
  })
})

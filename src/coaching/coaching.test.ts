import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { openCoaching } from '#coaching'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import { openVoice } from '#voice'
import { type Care, care, type Visitor } from '../../test/support/care.ts'
import type { Person } from '../../test/support/people.ts'
import type { Criterion, Review, Score } from './contract.ts'

let the: Care
let kim: Person
let lead: Person
beforeEach(async () => {
  await the?.app.stop()
  the = await care({ modules: [openNotices, openVoice, openCoaching] })
  const brands = await the.get(the.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of brands.items)
    await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id }, body: { ...values, firstHolder: 'queue' } })
  kim = await the.person({ role: 'advisor', brand: the.lumo })
  lead = await the.person({ role: 'lead', brand: the.lumo })
})
afterAll(() => the.app.stop())

const [GREETS, SOLVES, SAFE] = [newId(), newId(), newId()]
const criteria: Criterion[] = [
  { id: GREETS, name: { fr: 'Salue' }, help: {}, weight: 1, scale: 'yes-no', critical: false },
  { id: SOLVES, name: { fr: 'Résout' }, help: {}, weight: 3, scale: 'five', critical: false },
  { id: SAFE, name: { fr: 'Protège les données' }, help: {}, weight: 2, scale: 'yes-no', critical: true },
]
const scores = (greets: number | null, solves: number | null, safe: number | null): Score[] => [
  { criterion: GREETS, points: greets, words: '' },
  { criterion: SOLVES, points: solves, words: 'Un peu court' },
  { criterion: SAFE, points: safe, words: '' },
]

async function form(more: object = {}): Promise<string> {
  const body = { id: newId(), brand: the.lumo, name: { fr: 'Qualité' }, criteria, ...more }
  return (await the.get(lead, 'POST /api/v1/review-forms', { body })).id
}
async function rule(more: object = {}) {
  const what = { name: 'Chaque jour', channels: [], team: null, rating: 'any', leastReplies: 1, each: 2, every: 'day' }
  const body = { id: newId(), brand: the.lumo, form: await form(), ...what, ...more }
  return the.get(lead, 'POST /api/v1/review-rules', { body })
}
async function answered(who = kim, replies = 1): Promise<Visitor> {
  const amina = await the.visitor('Bonjour')
  for (let n = 0; n < replies; n++) expect((await the.reply(who, amina.id, `Réponse ${n}`)).status).toBe(200)
  const params = { id: amina.id }
  await the.get(who, 'PUT /api/v1/conversations/:id/solution', { params, body: { disposition: null } })
  return amina
}
async function picked(more: { agent?: string; form?: string } = {}): Promise<Review> {
  const { id } = await answered()
  const params = { id, review: newId() }
  const body = { agent: kim.id, form: more.form ?? (await form()), ...more }
  return the.get(lead, 'PUT /api/v1/conversations/:id/reviews/:review', { params, body })
}
const one = (who: Person, id: string) => the.get(who, 'GET /api/v1/reviews/:id', { params: { id } })
const list = async (who: Person, of: 'mine' | 'others', more: Record<string, string> = {}) =>
  (await the.get(who, 'GET /api/v1/reviews', { query: { of, ...more } })).items
const score = ({ id, rev }: Review, said: Score[], words = 'Bien', who = lead) =>
  the.call(who, 'PUT /api/v1/reviews/:id/score', { params: { id }, body: { rev, scores: said, words } })
const answer = ({ id, rev }: Review, agrees: boolean, words = '') =>
  the.call(kim, 'PUT /api/v1/reviews/:id/answer', { params: { id }, body: { rev, agrees, words } })
const settleIt = ({ id, rev }: Review, said: Score[], words: string, who = lead) =>
  the.call(who, 'PUT /api/v1/reviews/:id/settlement', { params: { id }, body: { rev, scores: said, words } })
async function nextDay(): Promise<void> {
  the.app.clock.advance({ hours: 24 })
  await the.settle()
  // They were signed out meanwhile.
  lead = await the.person({ role: 'lead', brand: the.lumo })
}

describe('a rule', () => {
  test('picks of what was solved yesterday, so many of each advisor, once', async () => {
    const eva = await the.person({ role: 'advisor', brand: the.lumo })
    for (let n = 0; n < 3; n++) await answered()
    await answered(eva)
    await the.visitor('Personne ne répond')
    await rule()
    await the.settle()
    expect(await list(lead, 'others')).toEqual([])
    await nextDay()
    const found = await list(lead, 'others', { state: 'waiting' })
    expect(found.map(({ agent }) => agent.id).sort()).toEqual([kim.id, kim.id, eva.id].sort())
    expect(new Set(found.map(({ conversation }) => conversation)).size).toBe(3)
    expect(found[0]).toMatchObject({ rule: 'Chaque jour', state: 'waiting', form: { fr: 'Qualité' } })
    the.app.clock.advance({ minutes: 30 })
    await the.settle()
    expect(await list(lead, 'others')).toHaveLength(3)
  })

  test('takes only what it is for, and says before what it would take', async () => {
    await answered()
    const long = await answered(kim, 3)
    const { id } = await rule({ leastReplies: 3 })
    const other = await rule({ channels: ['mail'] })
    await nextDay()
    expect((await list(lead, 'others')).map(({ conversation }) => conversation)).toEqual([long.id])
    const matches = (rule: string) => the.get(lead, 'GET /api/v1/review-rules/:id/matches', { params: { id: rule } })
    expect(await matches(id)).toMatchObject({ conversations: 1, advisors: 1, picks: 1 })
    expect(await matches(other.id)).toMatchObject({ conversations: 0, advisors: 0, picks: 0 })
  })

  test('picks no more once it is retired', async () => {
    const { id } = await rule()
    await answered()
    await the.get(lead, 'PUT /api/v1/review-rules/:id/retirement', { params: { id } })
    await nextDay()
    expect(await list(lead, 'others')).toEqual([])
  })

  test('needs a form and a team that the brand has', async () => {
    const far = await the.get(the.admin, 'POST /api/v1/review-forms', {
      body: { id: newId(), brand: the.vela, name: { fr: 'Vela' }, criteria },
    })
    const what = { name: 'Non', channels: [], rating: 'any', leastReplies: 1, each: 2, every: 'day' }
    const body = (more: object) => ({ id: newId(), brand: the.lumo, ...what, ...more })
    const refused = async (more: object) =>
      (await the.call(lead, 'POST /api/v1/review-rules', { body: body(more) })).body
    expect(await refused({ form: far.id, team: null })).toMatchObject({ faults: [{ pointer: '/body/form' }] })
    expect(await refused({ form: await form(), team: newId() })).toMatchObject({ faults: [{ pointer: '/body/team' }] })
  })
})

describe('a review', () => {
  test('is hidden from its advisor until it is scored; then they are told, see it and agree', async () => {
    const review = await picked()
    expect(await list(kim, 'mine')).toEqual([])
    expect((await the.call(kim, 'GET /api/v1/reviews/:id', { params: { id: review.id } })).status).toBe(404)
    expect((await score(review, scores(1, 5, 1))).body).toMatchObject({ state: 'scored', total: 100, failed: false })
    const { items } = await the.get(kim, 'GET /api/v1/notices')
    expect(items).toMatchObject([
      { kind: 'review', about: { kind: 'review', id: review.id }, data: { code: 'scored' } },
    ])
    expect(await the.get(kim, 'GET /api/v1/reviews/count')).toMatchObject({ toSee: 1, toScore: 0 })
    await the.get(kim, 'PUT /api/v1/reviews/:id/seen', { params: { id: review.id } })
    expect(await the.get(kim, 'GET /api/v1/reviews/count')).toMatchObject({ toSee: 0 })
    expect((await answer(await one(kim, review.id), true)).body).toMatchObject({ state: 'agreed' })
    expect((await score(await one(lead, review.id), scores(0, 1, 0))).body).toMatchObject({ code: 'too_late' })
  })

  test('weighs, leaves out what does not apply, and fails with what is critical', async () => {
    const totals = []
    for (const said of [scores(1, 3, null), scores(null, 4, 1), scores(1, 5, 0)]) {
      const { body } = await score(await picked(), said)
      totals.push([(body as Review).total, (body as Review).failed])
    }
    // (1 + 3 × ½) ÷ 4; (3 × ¾ + 2) ÷ 5; (1 + 3) ÷ 6
    expect(totals).toEqual([
      [63, false],
      [85, false],
      [67, true],
    ])
  })

  test('refuses points that are not of the form', async () => {
    const review = await picked()
    const faults = async (said: Score[]) => {
      const { status, body } = await score(review, said)
      return [status, (body as unknown as { faults: { pointer: string }[] }).faults.map(({ pointer }) => pointer)]
    }
    expect(await faults(scores(2, 0, 1))).toEqual([400, ['/body/scores/0/points', '/body/scores/1/points']])
    expect(await faults(scores(1, 1, 1).slice(1))).toEqual([400, ['/body/scores']])
    expect(await faults(scores(null, null, null))).toEqual([400, ['/body/scores']])
    expect(await faults([...scores(1, 1, 1), ...scores(1, 1, 1)].slice(0, 4))).toEqual([
      400,
      ['/body/scores/3/criterion'],
    ])
    expect(await one(lead, review.id)).toMatchObject({ state: 'waiting', rev: review.rev })
  })

  test('that its advisor disputes is settled with a word, and tells both', async () => {
    const review = await picked()
    await score(review, scores(1, 1, 1))
    expect((await answer(await one(kim, review.id), false)).status).toBe(400)
    expect((await answer(await one(kim, review.id), false, 'Le client a raccroché')).body).toMatchObject({
      state: 'disputed',
    })
    expect((await the.get(lead, 'GET /api/v1/notices')).items[0]).toMatchObject({ data: { code: 'disputed' } })
    expect(await the.get(lead, 'GET /api/v1/reviews/count')).toMatchObject({ toSettle: 1 })
    const done = await settleIt(await one(lead, review.id), scores(1, 5, 1), 'Tu as raison')
    expect(done.body).toMatchObject({ state: 'settled', total: 100, settled: { words: 'Tu as raison' } })
    expect(await one(kim, review.id)).toMatchObject({ seenAt: null, answer: 'Le client a raccroché' })
    expect((await answer(await one(kim, review.id), true)).body).toMatchObject({ code: 'too_late' })
  })

  test('keeps the questions it was scored on', async () => {
    const id = await form()
    const review = await picked({ form: id })
    await score(review, scores(1, 5, 1))
    const other = [{ ...criteria[0], name: { fr: 'Autre' } }]
    await the.get(lead, 'PUT /api/v1/review-forms/:id', {
      params: { id },
      body: { name: { fr: 'Neuf' }, criteria: other, rev: 1 },
    })
    expect((await one(kim, review.id)).criteria).toEqual(criteria)
    const { items } = await the.get(lead, 'GET /api/v1/review-forms')
    expect(items).toMatchObject([{ criteria: other, used: 1, rev: 2 }])
  })

  test('of one’s own answers is nobody’s to pick or judge, nor to see before', async () => {
    const { id } = await answered(lead)
    const params = { id, review: newId() }
    const body = { agent: lead.id, form: await form() }
    expect((await the.call(lead, 'PUT /api/v1/conversations/:id/reviews/:review', { params, body })).status).toBe(403)
    const { id: review, ...rest } = await the.get(the.admin, 'PUT /api/v1/conversations/:id/reviews/:review', {
      params,
      body,
    })
    expect(await list(lead, 'others')).toEqual([])
    expect((await score({ ...rest, id: review }, scores(1, 5, 1))).status).toBe(404)
    expect(await the.get(lead, 'GET /api/v1/conversations/:id/reviews', { params: { id } })).toEqual({ items: [] })
  })

  test('is picked once for each advisor and conversation, and can be dropped and taken up again', async () => {
    const review = await picked()
    const params = { id: review.conversation, review: newId() }
    const body = { agent: kim.id, form: await form() }
    expect((await the.call(lead, 'PUT /api/v1/conversations/:id/reviews/:review', { params, body })).status).toBe(409)
    const at = { params: { id: review.id } }
    await the.get(lead, 'PUT /api/v1/reviews/:id/drop', { ...at, body: { why: 'nothing-to-judge' } })
    expect(await list(lead, 'others', { state: 'waiting' })).toEqual([])
    expect((await score(await one(lead, review.id), scores(1, 1, 1))).status).toBe(409)
    await the.get(lead, 'DELETE /api/v1/reviews/:id/drop', at)
    expect(await one(lead, review.id)).toMatchObject({ state: 'waiting', dropWhy: null, may: { score: true } })
  })

  test('that somebody else scored meanwhile is refused as stale', async () => {
    const review = await picked()
    const second = await the.person({ role: 'lead', brand: the.lumo })
    expect((await score(review, scores(1, 5, 1), 'Une', second)).status).toBe(200)
    const late = await score(review, scores(0, 1, 1), 'Deux')
    expect(late).toMatchObject({ status: 409, body: { code: 'stale' } })
    expect(await one(lead, review.id)).toMatchObject({ words: 'Une', total: 100 })
  })

  test('loses its words with the customer’s, and keeps its points', async () => {
    const review = await picked()
    await score(review, scores(1, 3, 1), 'Amina a tout dit')
    const { row } = await the.open(lead, review.conversation)
    await the.get(the.admin, 'DELETE /api/v1/contacts/:id', { params: { id: row.contact.id } })
    await the.settle()
    expect(await one(lead, review.id)).toMatchObject({
      words: '',
      total: 75,
      talk: { contact: '' },
      scores: scores(1, 3, 1).map((each) => ({ ...each, words: '' })),
    })
  })
})

describe('the trend', () => {
  test('is by week, by question and by advisor; each sees their own', async () => {
    await score(await picked(), scores(1, 1, 1))
    the.app.clock.advance({ hours: 7 * 24 })
    await the.settle()
    lead = await the.person({ role: 'lead', brand: the.lumo })
    kim = { ...(await the.person({ role: 'advisor', brand: the.lumo })) }
    await score(await picked(), scores(1, 5, 0))
    const trend = await the.get(lead, 'GET /api/v1/review-trend', { query: { of: 'others', weeks: '2' } })
    expect(trend.weeks).toMatchObject([
      { reviews: 1, mean: 50, failed: 0 },
      { reviews: 1, mean: 67, failed: 1 },
    ])
    expect(trend.criteria.map(({ id, mean, answers }) => [id, mean, answers])).toEqual(
      expect.arrayContaining([
        [GREETS, 100, 2],
        [SOLVES, 50, 2],
        [SAFE, 50, 2],
      ]),
    )
    expect(trend.agents).toHaveLength(2)
    const own = await the.get(kim, 'GET /api/v1/review-trend', { query: { of: 'mine', weeks: '2' } })
    expect(own.agents).toMatchObject([{ id: kim.id, reviews: 1, mean: 67, change: null }])
    expect((await the.get(kim, 'GET /api/v1/review-trend', { query: { of: 'others' } })).agents).toEqual([])
  })
})

describe('a coaching note', () => {
  test('is for one advisor, told to them, ticked off by them, changed by its author alone', async () => {
    const review = await picked()
    await score(review, scores(1, 3, 1))
    const id = newId()
    const said = {
      agent: kim.id,
      brand: the.lumo,
      review: review.id,
      text: 'Relire avant d’envoyer',
      dueOn: '2030-01-31',
    }
    const at = { params: { id } }
    await the.get(lead, 'PUT /api/v1/coaching-notes/:id', { ...at, body: said })
    const mine = async () => (await the.get(kim, 'GET /api/v1/coaching-notes', { query: { of: 'mine' } })).items
    expect(await mine()).toMatchObject([{ text: said.text, dueOn: '2030-01-31', doneAt: null, may: { change: false } }])
    expect((await the.get(kim, 'GET /api/v1/notices')).items[0]).toMatchObject({
      kind: 'review',
      data: { code: 'note' },
    })
    await the.get(kim, 'PUT /api/v1/coaching-notes/:id/done', at)
    expect((await mine())[0]?.doneAt).not.toBeNull()
    await the.get(kim, 'DELETE /api/v1/coaching-notes/:id/done', at)
    const second = await the.person({ role: 'lead', brand: the.lumo })
    const change = { ...at, body: { ...said, text: 'Autre' } }
    expect((await the.call(second, 'PUT /api/v1/coaching-notes/:id', change)).status).toBe(409)
    expect((await the.call(second, 'DELETE /api/v1/coaching-notes/:id', at)).status).toBe(403)
    await the.get(lead, 'PUT /api/v1/coaching-notes/:id', change)
    expect(await mine()).toMatchObject([{ text: 'Autre', rev: 4 }])
    await the.get(lead, 'DELETE /api/v1/coaching-notes/:id', at)
    expect(await mine()).toEqual([])
    const eva = await the.person({ role: 'advisor', brand: the.lumo })
    expect((await the.call(eva, 'PUT /api/v1/coaching-notes/:id', { ...at, body: said })).status).toBe(404)
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openVoice } from '#voice'
import { type Care, care, type Visitor } from '../../test/support/care.ts'
import type { Person } from '../../test/support/people.ts'

let the: Care
let eva: Person
let admin: Person
beforeAll(async () => {
  the = await care({ modules: [openVoice] })
  const brands = await the.get(the.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of brands.items) {
    await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id }, body: { ...values, firstHolder: 'queue' } })
  }
  await signIn()
})
afterAll(() => the.app.stop())

const at = (visitor: Visitor) => ({ params: { id: visitor.id } })
const surveyOf = async (visitor: Visitor) => (await the.get(visitor, 'GET /api/v1/chat/survey')).survey
async function signIn(): Promise<void> {
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  admin = await the.person({ role: 'admin', brand: null })
}
const passes = async (time: Temporal.DurationLike) => {
  the.app.clock.advance(time)
  await the.settle()
}
/** Sessions end meanwhile. */
const daysPass = async (time: Temporal.DurationLike) => {
  await passes(time)
  await signIn()
}
const solve = (visitor: Visitor) => the.reply(eva, visitor.id, 'Voilà', { next: 'solve' })

async function asked(): Promise<{ visitor: Visitor; survey: string }> {
  const visitor = await the.visitor('Bonjour', { name: 'Amina' })
  await solve(visitor)
  await the.settle()
  await passes({ seconds: 31 })
  const survey = await surveyOf(visitor)
  if (survey === null) throw new Error('nobody was asked')
  return { visitor, survey: survey.id }
}
const rate = (visitor: Visitor, id: string, body: object) =>
  the.call(visitor, 'PUT /api/v1/chat/survey/:id', { params: { id }, body })

test('half a minute after solving the visitor is asked; one click, then a comment, are on the conversation', async () => {
  const visitor = await the.visitor('Bonjour')
  await solve(visitor)
  await the.settle()
  await passes({ seconds: 29 })
  expect(await surveyOf(visitor)).toBeNull()
  await passes({ seconds: 2 })
  const survey = await surveyOf(visitor)
  expect(survey).toMatchObject({ kind: 'csat', score: null, conversation: visitor.id })

  const id = survey?.id ?? ''
  expect(await rate(visitor, id, { score: 5 })).toMatchObject({ status: 200, body: { score: 5, comment: null } })
  expect((await rate(visitor, id, { score: 4, comment: ' Merci ‮ ' })).body).toMatchObject({ score: 4, rev: 3 })
  expect((await rate(visitor, id, { score: 4 })).body).toMatchObject({
    comment: expect.stringContaining('Merci'),
    rev: 3,
  })

  expect((await the.open(eva, visitor.id)).row.csat).toBe(4)
  const { surveys } = await the.get(eva, 'GET /api/v1/conversations/:id/surveys', at(visitor))
  expect(surveys).toMatchObject([{ id, score: 4 }])
  const { lines: timeline } = await the.open(eva, visitor.id)
  expect(timeline.map((line) => line.name)).toEqual(expect.arrayContaining(['survey.sent', 'survey.answered']))
  const panel = { params: { id: visitor.id, panel: 'survey' } }
  expect(await the.get(eva, 'GET /api/v1/conversations/:id/panels/:panel', panel)).toMatchObject({
    title: 'panel.survey',
    items: [{ value: '4' }, { value: expect.stringContaining('Merci') }],
  })
})

test('who is open again within the half minute is not asked, and is asked once it is settled', async () => {
  const visitor = await the.visitor('Bonjour')
  await solve(visitor)
  await the.settle()
  await passes({ seconds: 20 })
  await visitor.writes('One more thing')
  await passes({ seconds: 20 })
  expect(await surveyOf(visitor)).toBeNull()
  await solve(visitor)
  await passes({ seconds: 31 })
  expect(await surveyOf(visitor)).not.toBeNull()
})

test('nobody is asked twice within a day', async () => {
  const { visitor, survey } = await asked()
  await visitor.writes('Encore')
  await solve(visitor)
  await the.settle()
  await passes({ minutes: 2 })
  expect((await surveyOf(visitor))?.id).toBe(survey)
  await visitor.writes('Toujours')
  await daysPass({ hours: 25 })
  await solve(visitor)
  await the.settle()
  await passes({ minutes: 2 })
  expect((await surveyOf(visitor))?.id).not.toBe(survey)
})

test('a brand that asks nobody asks nobody', async () => {
  const value = { on: false, delaySeconds: 30 }
  const set = (body: object) =>
    the.app.fetch(`/api/v1/settings/voice.csat?brand=${the.lumo}`, {
      method: 'PUT',
      json: body,
      session: admin.session,
    })
  expect((await set({ value })).status).toBe(200)
  await expect(asked()).rejects.toThrow('nobody was asked')
  await set({ value: { on: true, delaySeconds: 30 } })
  await asked()
})

test('an answer may be changed for a day; an open question ends after thirty', async () => {
  const { visitor, survey } = await asked()
  await rate(visitor, survey, { score: 2 })
  await daysPass({ hours: 23 })
  expect((await rate(visitor, survey, { score: 3 })).status).toBe(200)
  await passes({ hours: 2 })
  expect(await rate(visitor, survey, { score: 1 })).toMatchObject({ status: 409, body: { code: 'too_late' } })

  const other = await asked()
  await daysPass({ hours: 24 * 31 })
  expect(await surveyOf(other.visitor)).toBeNull()
  expect((await rate(other.visitor, other.survey, { score: 5 })).status).toBe(409)
})

test('nobody rates for another, and a score is one of five', async () => {
  const { visitor, survey } = await asked()
  const stranger = await the.visitor('Hello')
  expect((await rate(stranger, survey, { score: 1 })).status).toBe(404)
  for (const score of [0, 6, 4.5, '5', null])
    expect((await rate(visitor, survey, { score })).status, `${score}`).toBe(400)
  expect((await rate(visitor, survey, { score: 5, comment: 'x'.repeat(2_001) })).status).toBe(400)
  const noor = await the.person({ role: 'advisor', brand: the.vela })
  expect((await the.call(noor, 'GET /api/v1/conversations/:id/surveys', at(visitor))).status).toBe(404)
})

test('an erased customer keeps no words; the number stays', async () => {
  const { visitor, survey } = await asked()
  await rate(visitor, survey, { score: 4, comment: 'my name is Amina' })
  const contact = (await the.open(eva, visitor.id)).row.contact.id
  await the.get(admin, 'DELETE /api/v1/contacts/:id', { params: { id: contact } })
  await the.settle()
  const { surveys } = await the.get(admin, 'GET /api/v1/conversations/:id/surveys', at(visitor))
  expect(surveys).toMatchObject([{ score: 4, comment: null }])
})

test('while a plan pauses surveys nobody is asked, nor afterwards about that time; then as before', async () => {
  const plan = crypto.randomUUID()
  const values = { id: plan, brand: the.lumo, name: { fr: 'Panne' }, switches: { surveysPaused: true } }
  await the.get(admin, 'POST /api/v1/surge-plans', { body: values })
  const until = new Date(the.app.clock.now().getTime() + 3_600_000).toISOString()
  const body = { id: crypto.randomUUID(), reason: 'Panne', until }
  await the.get(admin, 'PUT /api/v1/surge-plans/:id/run', { params: { id: plan }, body })
  const [early, late] = [await the.visitor('Bonjour'), await the.visitor('Encore')]
  await solve(early)
  await passes({ seconds: 31 })
  expect(await surveyOf(early)).toBeNull()
  await solve(late)
  await the.settle()
  await the.get(admin, 'DELETE /api/v1/surge-plans/:id/run', { params: { id: plan } })
  await passes({ seconds: 31 })
  for (const visitor of [early, late]) expect(await surveyOf(visitor)).toBeNull()
  expect((await asked()).survey).not.toBeNull()
})

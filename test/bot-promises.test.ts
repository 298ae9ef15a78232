import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCases, spotPromisesWith } from '#cases'
import { promisedIn } from '#surfaces'
import { type Helped, helped } from './support/bot.ts'
import type { Visitor } from './support/care.ts'

let the: Helped
beforeAll(async () => {
  the = await helped([openCases, (app) => spotPromisesWith(app, promisedIn)])
})
afterAll(() => the.app.stop())

const promisesOf = async ({ id }: Visitor) =>
  (await the.get(the.admin, 'GET /api/v1/conversations/:id/case', { params: { id } })).case.promises

test('handed over while nobody is there, the answer is promised for an hour after opening, and kept by it', async () => {
  the.app.clock.set('2026-06-09T08:00:00Z')
  const amina = await the.visitor('un conseiller')
  const said = await the.answer(amina)
  const [promise] = await promisesOf(amina)
  // Monday at nine in Paris, and an hour.
  expect(promise).toMatchObject({
    kind: 'answer',
    byBot: true,
    owner: null,
    state: 'open',
    due: '2026-06-15T08:00:00.000Z',
  })
  expect(said.text).toContain(promise?.what ?? 'nothing')
  await the.reply(the.admin, amina.id, 'Bonjour, voici')
  await the.settle()
  expect(await promisesOf(amina)).toMatchObject([{ state: 'kept', late: false }])
})

test('what an article promises by a time is one, at the hour of the brand; what it tells in general is none', async () => {
  the.app.clock.set('2026-06-08T09:00:00Z')
  await the.article({
    key: 'callback',
    title: 'Demander un rappel',
    slug: 'rappel',
    summary: 'Nous vous rappellerons demain avant 15:00.',
    questions: ['je voudrais un rappel', 'rappelez moi'],
    keywords: ['rappel'],
  })
  const amina = await the.visitor('je voudrais un rappel')
  await the.settle()
  const [promise] = await promisesOf(amina)
  expect(promise).toMatchObject({ kind: 'call', byBot: true, what: 'Nous vous rappellerons demain avant 15:00.' })
  // In Paris, whatever the clock of this machine.
  expect(promise?.due).toBe('2026-06-09T13:00:00.000Z')
  const paul = await the.visitor('où est mon code puk')
  await the.settle()
  expect(await promisesOf(paul)).toEqual([])
})

test('not kept, it has failed as anybody’s has; said to be none, it is withdrawn', async () => {
  the.app.clock.set('2026-06-08T09:00:00Z')
  const [late, none] = [await the.visitor('je voudrais un rappel'), await the.visitor('je voudrais un rappel')]
  await the.settle()
  const [wrong] = await promisesOf(none)
  await the.get(the.admin, 'DELETE /api/v1/promises/:id', { params: { id: wrong?.id ?? '' } })
  the.app.clock.set('2026-06-09T13:00:01Z')
  await the.settle()
  expect(await promisesOf(late)).toMatchObject([{ state: 'failed', late: true }])
  expect(await promisesOf(none)).toEqual([])
})

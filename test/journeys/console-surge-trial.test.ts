import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { brandValues, type Person } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

const DAY_MS = 86_400_000
const always = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '00:00' }))

let site: Site
let lead: Person
/** Noon in Greenwich of the day before, and that day's name where the brand is. */
let noon: number
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

beforeAll(async () => {
  site = await openSite()
  noon = Date.parse(`${dayOf(Date.now() - DAY_MS)}T12:00:00Z`)
  await theDayBefore()
  site.care.app.clock.set(new Date().toISOString())
  lead = await site.care.person({ role: 'admin', brand: null })
})
afterAll(() => site?.[Symbol.asyncDispose]())

/** Ten come in an hour, one advisor has most of them for five minutes each; another is free early in the queue that could help. */
async function theDayBefore(): Promise<void> {
  const { care, brand } = site
  care.app.clock.set(new Date(noon).toISOString())
  const admin = await care.person({ role: 'admin', brand: null })
  const hours = { timeZone: 'UTC', week: always, closedDays: [] }
  const values = { name: 'Ondelle', languages: ['en', 'fr', 'ar'], hours, firstHolder: 'queue' as const }
  await care.get(admin, 'PUT /api/v1/brands/:id', { params: { id: brand }, body: brandValues('ondelle', values) })
  const [general, help] = [newId(), newId()]
  for (const [id, en, fr, ar] of [
    [general, 'General', 'Général', 'عام'],
    [help, 'Help', 'Aide', 'مساعدة'],
  ])
    await care.get(admin, 'POST /api/v1/queues', { body: { id, brand, name: { en, fr, ar }, push: false } })
  const [eva, noor] = [await care.person({ role: 'advisor', brand }), await care.person({ role: 'advisor', brand })]
  const give = async (id: string, who: Person) => {
    await care.get(admin, 'PUT /api/v1/conversations/:id/assignment', { params: { id }, body: { agent: who.id } })
    await care.settle()
  }
  const solve = async (id: string) => {
    await care.get(admin, 'PUT /api/v1/conversations/:id/solution', { params: { id }, body: { disposition: null } })
    await care.settle()
  }
  const come = async () => {
    const { id } = await care.visitor('No internet.', { brand: 'ondelle', lang: 'en', name: 'Amina Haddad' })
    await care.settle()
    return id
  }
  const helpWith = async (id: string) => {
    await care.get(admin, 'PUT /api/v1/conversations/:id/queue', { params: { id }, body: { queue: help } })
    await care.settle()
  }
  const own = await come()
  await helpWith(own)
  await give(own, noor)
  const came: string[] = []
  for (let n = 0; n < 8; n += 1) came.push(await come())
  for (const [n, id] of came.entries()) {
    await give(id, eva)
    care.app.clock.advance({ minutes: 5 })
    await solve(id)
    if (n === 1) await solve(own)
  }
  const late = await come()
  await helpWith(late)
  await give(late, noor)
  // Whoever is asked how it was is asked that day.
  care.app.clock.advance({ minutes: 1 })
  await care.settle()
  const body = {
    ...{ id: newId(), brand, name: { en: 'Outage', ar: 'عطل' } },
    switches: {
      overflow: [{ from: general, to: help, percent: 50 }],
      massAnswer: { text: { en: 'We know of it.' }, queues: [] },
      banner: { en: 'Outage in Namur.' },
      surveysPaused: true,
    },
  }
  await care.get(admin, 'POST /api/v1/surge-plans', { body })
}

test('a plan is tried on a past day, with the keyboard alone', async () => {
  await using desk = await openDesk(site, lead, '/settings/surge')
  const { page } = desk
  const opens = page.getByRole('row', { name: /Outage Ondelle/ }).getByRole('button', { name: 'Try', exact: true })
  await opens.focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'Try “Outage” on a past day' })
  const day = form.getByLabel('Day', { exact: true })
  await day.fill(dayOf(noon))
  await page.keyboard.press('Enter')
  await form.getByRole('heading', { name: /^10 conversations came on/ }).waitFor()
  const row = form.getByRole('region', { name: 'By hour and queue' }).getByRole('row', { name: /^12:00 General/ })
  await row.getByText(/to Help/).waitFor()
  await form.getByText(/they would have waited .* less on average/).waitFor()
  expect(await lookedAt(page, 'console-surge-trial')).toEqual([])
  await form.getByText('How this is worked out').scrollIntoViewIfNeeded()
  expect(await lookedAt(page, 'console-surge-trial-method')).toEqual([])

  await day.fill(dayOf(noon + 3 * DAY_MS))
  await page.keyboard.press('Enter')
  await form.getByText('Choose a day that is over').waitFor()
  expect(await lookedAt(page, 'console-surge-trial-future')).toEqual([])
  await day.fill(dayOf(noon - DAY_MS))
  await page.keyboard.press('Enter')
  await form.getByText('The records begin on').waitFor()
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })
})

test('a day on which nothing came says so', async () => {
  const { care } = site
  care.app.clock.set(new Date(Date.now() + DAY_MS).toISOString())
  const later = await care.person({ role: 'admin', brand: null })
  await using desk = await openDesk(site, later, '/settings/surge')
  const { page } = desk
  await page
    .getByRole('row', { name: /Outage Ondelle/ })
    .getByRole('button', { name: 'Try', exact: true })
    .click()
  const form = page.getByRole('dialog', { name: 'Try “Outage” on a past day' })
  await form.getByLabel('Day', { exact: true }).fill(dayOf(noon + DAY_MS))
  await form.getByRole('button', { name: 'Try it' }).click()
  await form.getByText('Nothing came that day').waitFor()
  expect(await lookedAt(page, 'console-surge-trial-none')).toEqual([])
  care.app.clock.set(new Date().toISOString())
})

test('on a phone, in Arabic, in the dark', async () => {
  lead = await site.care.person({ role: 'admin', brand: null })
  await using desk = await openDesk(site, lead, '/settings/surge', {
    prefs: { lang: 'ar', theme: 'dark' },
    width: 390,
    height: 840,
  })
  const { page } = desk
  await page.getByRole('button', { name: 'تجربة', exact: true }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('اليوم', { exact: true }).fill(dayOf(noon))
  await form.getByRole('button', { name: 'جرّب' }).click()
  await form.getByText('كيف يُحسب ذلك').waitFor()
  expect(await lookedAt(page, 'console-surge-trial-phone-ar')).toEqual([])
  await form.locator('svg[role="img"]').scrollIntoViewIfNeeded()
  expect(await lookedAt(page, 'console-surge-trial-phone-ar-chart')).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Person } from '../support/people.ts'
import { brandValues } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let lead: Person
let eva: Person
beforeAll(async () => {
  site = await openSite()
  const { care } = site
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'nl'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
  // What ends ends by the browser's clock, too; who was signed in long before is not any more.
  care.app.clock.set(new Date().toISOString())
  lead = await care.person({ role: 'lead', brand: care.lumo })
  eva = await care.person({ role: 'advisor', brand: care.lumo })
  const admin = await care.person({ role: 'admin', brand: null })
  const article = {
    id: newId(),
    brand: care.lumo,
    key: 'small-tariff',
    slug: 'small-tariff',
    lang: 'en',
    title: 'What the small tariff costs',
    summary: '',
    body: 'Twelve a month.',
    keywords: [],
    questions: [],
    likely: false,
  }
  await care.get(admin, 'POST /api/v1/articles', { body: article })
  await care.get(admin, 'PUT /api/v1/articles/:id/publication', { params: { id: article.id } })
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('a lead writes what matters; who starts reads it first, by key, and the lead sees who has', async () => {
  await using office = await openDesk(site, lead, '/today')
  await office.page.getByText('Nothing to read').waitFor()
  await office.page.getByRole('button', { name: 'New briefing' }).click()
  const form = office.page.getByRole('dialog', { name: 'New briefing' })
  expect(await lookedAt(office.page, 'console-briefing-form')).toEqual([])
  await form.getByRole('textbox', { name: 'Title' }).fill('The small tariff costs more')
  await form.getByRole('textbox', { name: 'What they are to know' }).fill('**Twelve** a month from today.\n\n- say so')
  await form.getByRole('button', { name: 'Publish' }).click()
  await office.page.getByRole('heading', { name: 'The small tariff costs more' }).waitFor()
  await office.page.getByRole('button', { name: /1 of \d+ have read it/ }).waitFor()

  await using desk = await openDesk(site, eva, '')
  const { page } = desk
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
  await page.getByRole('heading', { name: 'The small tariff costs more' }).waitFor()
  await page.getByText('What the small tariff costs').waitFor()
  await page.getByRole('link', { name: 'Today 1' }).waitFor()
  expect(await lookedAt(page, 'console-today')).toEqual([])
  expect(await page.getByRole('button', { name: 'New briefing' }).count()).toBe(0)
  await page.keyboard.press('Shift+R')
  await page.getByText(/^Read Today/).waitFor()
  await page.getByRole('link', { name: 'Today', exact: true }).waitFor()

  await office.page.reload()
  await office.page.getByRole('button', { name: /2 of \d+ have read it/ }).click()
  const readers = office.page.getByRole('dialog', { name: 'The small tariff costs more' })
  await readers.getByText('Not yet').first().waitFor()
  expect(await lookedAt(office.page, 'console-briefing-readers')).toEqual([])
  await office.page.keyboard.press('Escape')

  // Said anew: who had read it is asked again, on the screen that is open.
  await office.page.getByRole('button', { name: 'Change the briefing' }).click()
  const change = office.page.getByRole('dialog', { name: 'Change the briefing' })
  await change.getByRole('textbox', { name: 'What they are to know' }).fill('Thirteen a month.')
  await change.getByText('Ask everybody to read it again').click()
  await change.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Thirteen a month.').waitFor()
  await page.getByRole('button', { name: 'I have read it' }).click()
  await page.getByText(/^Read Today/).waitFor()

  await office.page.getByRole('button', { name: 'Take back' }).click()
  await page.getByText('Nothing to read').waitFor()
  await office.page.keyboard.press('z')
  await page.getByRole('heading', { name: 'The small tariff costs more' }).waitFor()
  await desk.go('')
  await page.waitForURL(/inbox\/mine/)
})

test('on a phone, in Arabic, in the dark', async () => {
  await using desk = await openDesk(site, lead, '/today', {
    prefs: { lang: 'ar', theme: 'dark' },
    width: 390,
    height: 840,
  })
  await desk.page.getByRole('heading', { name: 'The small tariff costs more' }).waitFor()
  expect(await lookedAt(desk.page, 'console-today-phone-ar')).toEqual([])
})

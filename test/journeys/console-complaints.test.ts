import { afterAll, beforeAll, expect, test } from 'vitest'
import { openComplaining } from '../../src/modules.ts'
import type { Person } from '../support/people.ts'
import { brandValues } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let lea: Person
beforeAll(async () => {
  site = await openSite({ modules: [openComplaining] })
  const { care } = site
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'nl'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
  // Times to come are by the browser's clock, too; who was signed in long before is not any more.
  care.app.clock.set(new Date().toISOString())
  lea = await care.person({ role: 'admin', brand: null })
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('a law is chosen, a case made a complaint by key, its clocks and letters stand beside it, and it is listed', async () => {
  const { care } = site
  const visitor = await care.visitor('My bill is far too high', { name: 'Amina Benali', lang: 'en' })
  await care.settle()
  await using desk = await openDesk(site, lea, '/settings/complaints')
  const { page } = desk
  await page.getByRole('combobox', { name: /Lumo/ }).selectOption({ label: 'United Kingdom' })
  await page.getByText('check with your lawyer').first().waitFor()
  expect(await lookedAt(page, 'console-complaint-settings')).toEqual([])

  await desk.go(`/inbox/all/${visitor.id}`)
  await page.getByRole('textbox', { name: 'Reply' }).waitFor()
  await page
    .getByRole('button', { name: /complaint/i })
    .first()
    .waitFor()
  await page.keyboard.press('Shift+L')
  const form = page.getByRole('dialog')
  await form.getByRole('textbox').nth(0).fill('The bill of November')
  await form.getByRole('textbox').nth(1).fill('Twenty pounds back')
  expect(await lookedAt(page, 'console-complaint-form')).toEqual([])
  await form.getByRole('button').last().click()
  await form.waitFor({ state: 'detached' })
  const card = page.getByRole('region', { name: /Complaint/ })
  await card.getByText('The bill of November').waitFor()
  await care.settle()
  expect(await lookedAt(page, 'console-complaint-card')).toEqual([])

  await page.keyboard.press('Shift+L')
  const letter = page.getByRole('dialog')
  await letter.getByRole('textbox').first().waitFor()
  expect(await lookedAt(page, 'console-complaint-letter')).toEqual([])
  await page.keyboard.press('Escape')
  await desk.go('/complaints')
  await page
    .getByRole('row', { name: /Twenty|November|LUM-/ })
    .first()
    .waitFor()
  expect(await lookedAt(page, 'console-complaints')).toEqual([])
})

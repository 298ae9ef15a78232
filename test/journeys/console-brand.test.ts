import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('an administrator sets hours over midnight and a closed day; customers see them on the site', async () => {
  await using desk = await openDesk(site, site.care.admin, '/inbox/all')
  const { page } = desk
  await page.clock.setFixedTime(site.care.app.clock.now())
  await desk.go('/settings/brands')
  await page.getByRole('button', { name: 'Ondelle' }).click()
  const editor = page.getByRole('dialog', { name: 'Ondelle' })
  await editor.getByRole('tab', { name: 'Opening hours' }).click()
  await editor.getByRole('button', { name: 'Remove Sunday 1' }).click()
  await editor.getByLabel('Saturday 1: opens at').fill('10:00')
  await editor.getByLabel('Saturday 1: closes at').fill('12:30')
  await editor.getByRole('button', { name: 'Add hours on Saturday' }).click()
  await editor.getByLabel('Saturday 2: opens at').fill('20:00')
  await editor.getByLabel('Saturday 2: closes at').fill('02:00')
  await editor.getByText('of the next day').waitFor()
  await editor.getByLabel('Day', { exact: true }).fill('2026-06-09')
  await editor.getByRole('button', { name: 'Add', exact: true }).click()
  await editor.getByRole('listitem').filter({ hasText: '2026' }).waitFor()
  expect(await lookedAt(page, 'console-hours')).toEqual([])
  await editor.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Brand saved.').waitFor()

  const customer = await (await site.visit()).newPage()
  await customer.goto(`${site.url}/b/ondelle/contact?lang=en`)
  const hours = customer.getByRole('table').getByRole('row')
  await expect.poll(() => hours.filter({ hasText: 'Saturday' }).innerText()).toMatch(/10:00.*12:30.*20:00.*02:00/s)
  expect(await hours.filter({ hasText: 'Sunday' }).innerText()).toMatch(/closed/i)
  await customer
    .getByText(/Closed now, open again/)
    .first()
    .waitFor()
  await customer.context().close()
})

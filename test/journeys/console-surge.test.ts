import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Person } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { aminaWaits, lookedAt, openSite, type Site } from './site.ts'

let site: Site
let lead: Person
beforeAll(async () => {
  site = await openSite()
  const { care } = site
  // What is on ends by the browser's clock, too; who was signed in long before is not any more.
  care.app.clock.set(new Date().toISOString())
  lead = await care.person({ role: 'admin', brand: null })
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('a plan is prepared, switched on with a reason, seen by everybody, and ended', async () => {
  const { care } = site
  const waiting = await aminaWaits(site)
  const brand = (await care.open(lead, waiting)).row.brand
  for (const en of ['General', 'Help'])
    await care.get(lead, 'POST /api/v1/queues', { body: { id: newId(), brand, name: { en }, push: false } })
  await using desk = await openDesk(site, lead, '/settings/surge')
  const { page } = desk
  await page.getByText('No plan is prepared').waitFor()
  expect(await lookedAt(page, 'console-surge-none')).toEqual([])
  await page.getByRole('button', { name: 'New plan' }).click()
  const form = page.getByRole('dialog', { name: 'New plan' })
  await form.getByRole('combobox', { name: 'Brand' }).selectOption({ label: 'Ondelle' })
  await form.getByRole('textbox', { name: 'Name · English' }).fill('Outage')
  await form.getByRole('button', { name: 'Share between queues' }).click()
  await form.getByRole('textbox', { name: 'Percent' }).fill('400')
  const save = form.getByRole('button', { name: 'Save' })
  await expect.poll(() => save.getAttribute('aria-disabled')).toBe('true')
  await form.getByRole('textbox', { name: 'Percent' }).fill('40')
  await expect.poll(() => save.getAttribute('aria-disabled')).toBeNull()
  await form.getByRole('textbox', { name: 'Prepared answer · English' }).fill('We know of the outage in Namur.')
  await form.getByRole('textbox', { name: 'Banner · English' }).fill('Outage in Namur, next news at 11:00.')
  expect(await lookedAt(page, 'console-surge-form')).toEqual([])
  const call = form.getByRole('textbox', { name: 'Call-back instead of waiting · English' })
  await call.fill('Would you rather be called back?')
  await form.getByRole('combobox', { name: 'Called within' }).selectOption({ label: '4 hr' })
  await call.scrollIntoViewIfNeeded()
  expect(await lookedAt(page, 'console-surge-call')).toEqual([])
  await form.getByRole('button', { name: 'Save' }).click()
  await page
    .getByRole('row', { name: /Outage Ondelle/ })
    .getByRole('button', { name: 'Switch on' })
    .click()
  const on = page.getByRole('dialog', { name: 'Switch on “Outage”' })
  await on.getByRole('textbox', { name: 'Why' }).fill('A cable was cut')
  await on.getByRole('button', { name: 'Switch on' }).click()
  const now = page.getByRole('region', { name: 'Outage', exact: true })
  await now.waitFor()
  await care.settle()
  await expect.poll(async () => (await care.settle(), now.innerText())).toContain('one was offered a call')
  expect(await lookedAt(page, 'console-surge-on')).toEqual([])

  const eva = await care.person({ role: 'advisor', brand })
  await using other = await openDesk(site, eva, '/inbox/all')
  await other.page.getByText('“Outage” is on').waitFor()
  await other.page.getByText('A cable was cut').waitFor()
  const visit = await site.visit()
  const contact = await visit.newPage()
  await contact.goto(`${site.url}/b/ondelle/contact?lang=en`)
  await contact.getByText('Outage in Namur, next news at 11:00.').waitFor()
  expect(await lookedAt(contact, 'portal-surge-banner')).toEqual([])
  await contact.goto(`${site.url}/widget/ondelle?lang=en`)
  await contact.getByText('Outage in Namur, next news at 11:00.').waitFor()
  await visit.close()

  await now.getByRole('button', { name: 'End it now' }).click()
  await now.waitFor({ state: 'detached' })
  await other.page.getByText('“Outage” is on').waitFor({ state: 'detached' })
  await page
    .getByRole('row', { name: /Outage Ondelle/ })
    .getByRole('button', { name: 'Show' })
    .click()
  await page.getByRole('dialog', { name: 'Outage' }).getByText('A cable was cut').waitFor()
  expect(await lookedAt(page, 'console-surge-runs')).toEqual([])
})

test('on a phone, in Arabic, in the dark', async () => {
  await using desk = await openDesk(site, lead, '/settings/surge', {
    prefs: { lang: 'ar', theme: 'dark' },
    width: 390,
    height: 840,
  })
  await desk.page.getByRole('button', { name: 'خطة جديدة' }).waitFor()
  expect(await lookedAt(desk.page, 'console-surge-phone-ar')).toEqual([])
})

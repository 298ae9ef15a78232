import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../support/people.ts'
import { brandValues } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let kim: Person
let lead: Person
beforeAll(async () => {
  site = await openSite()
  const { care } = site
  kim = await care.person({ role: 'advisor', brand: care.lumo })
  lead = await care.person({ role: 'lead', brand: care.lumo })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'nl'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
  const params = { brand: care.lumo, agent: kim.id }
  const learns = { replies: 'all', until: null }
  await care.get(lead, 'PUT /api/v1/brands/:brand/trainees/:agent', { params, body: learns })
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('a trainee asks, a lead gives back, the trainee makes it better, the lead lets it go: all by key', async () => {
  const visitor = await site.care.visitor('Why is there no network?', { lang: 'en', name: 'Amina Haddad' })
  await site.care.settle()
  await using seat = await openDesk(site, kim, `/inbox/all/${visitor.id}`)
  const { page } = seat
  await page.getByRole('log').getByText('Why is there no network?').waitFor()
  await page.getByRole('button', { name: 'Ask for approval' }).waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('Because.')
  await page.keyboard.press('Control+Enter')
  const own = page.getByRole('region', { name: 'Reply that waits for approval' })
  await own.getByText(/Waits for a colleague’s word/).waitFor()
  expect(await lookedAt(page, 'console-approval-asked')).toEqual([])

  await using desk = await openDesk(site, lead, '/approvals')
  await desk.page.getByRole('link', { name: 'Amina Haddad' }).waitFor()
  expect(await lookedAt(desk.page, 'console-approvals')).toEqual([])
  await desk.page.getByRole('link', { name: 'Amina Haddad' }).press('Enter')
  const card = desk.page.getByRole('region', { name: 'Reply that waits for approval' })
  await card.getByText('Because.').waitFor()
  expect(await lookedAt(desk.page, 'console-approval')).toEqual([])
  await desk.page.keyboard.press('Shift+U')
  await desk.page.getByRole('dialog', { name: 'Give back' }).getByRole('textbox').fill('Say that a mast is down.')
  await desk.page.getByRole('dialog', { name: 'Give back' }).getByRole('button', { name: 'Give back' }).press('Enter')

  await own.getByText('Say that a mast is down.').waitFor()
  expect(await lookedAt(page, 'console-approval-returned')).toEqual([])
  await own.getByRole('button', { name: 'Put it into the composer' }).press('Enter')
  const box = page.getByRole('textbox', { name: 'Reply' })
  await expect.poll(() => box.inputValue()).toBe('Because.')
  await box.fill('Because a mast is down; it is back by noon.')
  await page.keyboard.press('Control+Enter')
  await card.getByText('Because a mast is down; it is back by noon.').waitFor()
  await desk.page.keyboard.press('Shift+Y')
  await expect.poll(() => visitor.sees()).toContain('agent: Because a mast is down; it is back by noon.')
  await card.waitFor({ state: 'detached' })
  await page
    .getByRole('log')
    .getByText(/approved the reply/)
    .waitFor()
})

test('a lead says who learns, until when, and ends it, also on a phone in Arabic', async () => {
  await using desk = await openDesk(site, lead, '/settings/trainees')
  const { page } = desk
  const table = page.getByRole('table', { name: 'Trainees' })
  await table.getByText(/sent as written/).waitFor()
  expect(await lookedAt(page, 'console-trainees')).toEqual([])
  await page.getByRole('button', { name: 'New trainee' }).click()
  const form = page.getByRole('dialog', { name: 'New trainee' })
  await form.getByRole('combobox', { name: 'What waits' }).selectOption({ label: 'public replies' })
  expect(await lookedAt(page, 'console-trainee')).toEqual([])
  await form.getByRole('button', { name: 'Cancel' }).click()
  await table.getByRole('button', { name: 'Learns no more' }).click()
  await page.getByText('Nobody is a trainee.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await table.getByText(/sent as written/).waitFor()
  const phone = { width: 390, height: 800, prefs: { lang: 'ar', theme: 'dark' as const } }
  await using pocket = await openDesk(site, lead, '/settings/trainees', phone)
  await pocket.page.getByRole('table').waitFor()
  expect(await lookedAt(pocket.page, 'console-trainees-phone-ar')).toEqual([])
})

test('an advisor lets colleagues read along while they write; one of them takes it over', async () => {
  const { care } = site
  const [ben, ana] = [
    await care.person({ role: 'advisor', brand: care.lumo }),
    await care.person({ role: 'advisor', brand: care.lumo }),
  ]
  const visitor = await care.visitor('How much is it?', { lang: 'en', name: 'Karim' })
  await care.settle()
  await using seat = await openDesk(site, ben, `/inbox/all/${visitor.id}`)
  await using other = await openDesk(site, ana, `/inbox/all/${visitor.id}`)
  await other.page.getByRole('log').getByText('How much is it?').waitFor()
  await seat.page.getByRole('log').getByText('How much is it?').waitFor()
  await seat.page.keyboard.press('r')
  await seat.page.keyboard.type('It is twelve euros.')
  await seat.page.keyboard.press('Control+Shift+S')
  await seat.page.getByText('Colleagues read along until it is sent.').waitFor()
  const card = other.page.getByRole('region', { name: /^What .* is writing/ })
  await card.getByText('It is twelve euros.').waitFor()
  expect(await lookedAt(other.page, 'console-shared-draft')).toEqual([])
  await card.getByRole('button', { name: 'Put it into my composer' }).press('Enter')
  const box = other.page.getByRole('textbox', { name: 'Reply' })
  await expect.poll(() => box.inputValue()).toBe('It is twelve euros.')
  expect(await lookedAt(seat.page, 'console-shared-draft-own')).toEqual([])
})

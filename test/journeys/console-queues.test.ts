import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../support/people.ts'
import { brandValues } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let lea: Person
beforeAll(async () => {
  site = await openSite()
  const { care } = site
  lea = await care.person({ role: 'admin', brand: null })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'nl'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
  await care.visitor('Hello', { lang: 'en' })
  await care.settle()
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('a queue for what needs people of its own: made, changed, and taken back', async () => {
  await using desk = await openDesk(site, lea, '/settings/queues')
  const { page } = desk
  const table = page.getByRole('table', { name: 'Queues' })
  await table.getByRole('row', { name: /what no other queue names/ }).waitFor()
  expect(await lookedAt(page, 'console-queues')).toEqual([])

  await page.getByRole('button', { name: 'New queue' }).click()
  const form = page.getByRole('dialog', { name: 'New queue' })
  await form.getByRole('combobox', { name: 'Brand' }).selectOption({ label: 'Lumo' })
  // The rest by keyboard alone, from field to field.
  const name = form.getByRole('textbox', { name: 'Name · English' })
  await name.focus()
  await page.keyboard.type('Dutch mail')
  await form.getByRole('checkbox', { name: 'E-mail' }).focus()
  await page.keyboard.press('Space')
  await form.getByRole('checkbox', { name: 'Dutch' }).focus()
  await page.keyboard.press('Space')
  expect(await lookedAt(page, 'console-queue')).toEqual([])
  await name.focus()
  await page.keyboard.press('Enter')
  await page.getByText('Queue created.').waitFor()
  const row = table.getByRole('row', { name: /Dutch mail/ })
  await row.getByText(/E-mail.*Dutch/).waitFor()

  await row.getByRole('button', { name: 'Dutch mail' }).click()
  const change = page.getByRole('dialog', { name: 'Dutch mail' })
  await change.getByRole('combobox', { name: 'How work comes' }).selectOption({ label: 'offered to who is free' })
  await change.getByRole('combobox', { name: /Goes to others/ }).selectOption({ label: '5 min' })
  await change.getByRole('combobox', { name: 'Helps out' }).selectOption({ index: 1 })
  await change.getByRole('combobox', { name: 'When nobody took it for' }).selectOption({ label: '15 min' })
  await change.getByRole('button', { name: 'Save' }).click()
  await row.getByText(/after 15 min/).waitFor()
  await row.getByText('offered to who is free').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await row.getByText('taken by “next”').waitFor()

  await page.getByRole('combobox', { name: 'E-mail' }).selectOption({ label: '3 slots' })
  await page.getByText('Saved. It counts from the next conversation.').waitFor()

  await row.getByRole('button', { name: 'Dutch mail' }).click()
  await page.getByRole('dialog', { name: 'Dutch mail' }).getByRole('button', { name: 'Remove queue' }).click()
  const ask = page.getByRole('dialog', { name: 'Remove Dutch mail?' })
  await ask.getByText(/Nothing waits in it/).waitFor()
  await ask.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('dialog', { name: 'Dutch mail' }).getByRole('button', { name: 'Cancel' }).click()

  const phone = { width: 390, height: 800, prefs: { lang: 'ar' } }
  await using pocket = await openDesk(site, lea, '/settings/queues', phone)
  await pocket.page.getByRole('row', { name: /Dutch mail/ }).waitFor()
  expect(await lookedAt(pocket.page, 'console-queues-phone-ar')).toEqual([])
  await pocket.page.getByRole('button', { name: 'Dutch mail' }).click()
  await pocket.page.getByRole('dialog').waitFor()
  expect(await lookedAt(pocket.page, 'console-queue-phone-ar')).toEqual([])
  await pocket.page.getByRole('button', { name: 'إزالة الطابور' }).click()
  await pocket.page.getByRole('dialog', { name: /إزالة/ }).getByRole('button', { name: 'إزالة الطابور' }).click()
  await row.waitFor({ state: 'detached' })
})

test('an advisor has slots; what is offered to them says why it came to them', async () => {
  const { care } = site
  await using desk = await openDesk(site, lea, '/settings/people')
  const { page } = desk
  await page
    .getByRole('row', { name: /Advisor/ })
    .getByRole('button')
    .click()
  const form = page.getByRole('dialog')
  const slots = form.getByRole('textbox', { name: 'Slots of work' })
  await expect.poll(() => slots.inputValue()).toBe('10')
  await slots.fill('many')
  await form.getByText('A whole number from 0 to 100.').waitFor()
  await slots.fill('4')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => form.count()).toBe(0)

  const { items } = await care.get(care.admin, 'GET /api/v1/queues')
  for (const { id, name } of items.filter((queue) => queue.brand === care.lumo))
    await care.get(care.admin, 'PUT /api/v1/queues/:id', { params: { id }, body: { name, push: true } })
  await care.get(site.eva, 'PUT /api/v1/presence', { body: { state: 'available' } })
  await care.settle()
  await using hers = await openDesk(site, site.eva, '/inbox/mine')
  await hers.page.getByRole('option').first().click()
  const why = hers.page.getByRole('heading', { name: 'Who had it' }).locator('..')
  await why.getByText(/offered by the queue/).waitFor()
  await why.getByText(/the only one who fitted and had room · 0 of \d+ slots taken then/).waitFor()
  expect(await lookedAt(hers.page, 'console-assignments')).toEqual([])

  // Taken by key, and told once the server has it.
  await desk.go('/inbox/all')
  await page.getByRole('option').first().click()
  await page.getByRole('heading', { name: 'Who had it' }).waitFor()
  await page.keyboard.press('i')
  const hands = page.getByRole('heading', { name: 'Who had it' }).locator('..').getByRole('listitem')
  await hands.filter({ hasText: 'took it' }).waitFor()
  await expect.poll(() => hands.count()).toBe(2)
})

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
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'nl'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
  // Promises are for the days to come, by the browser's clock, too; who was signed in long before is not any more.
  care.app.clock.set(new Date().toISOString())
  lea = await care.person({ role: 'admin', brand: null })
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('what a reply promises is offered, kept by one key, seen beside the conversation, in the list, and before leaving', async () => {
  const visitor = await site.care.visitor('My SIM card is blocked', { name: 'Amina Benali', lang: 'en' })
  await site.care.settle()
  await using desk = await openDesk(site, lea, '/promises')
  const { page } = desk
  await page.getByText('Nothing is promised').waitFor()
  expect(await lookedAt(page, 'console-promises-none')).toEqual([])

  await desk.go(`/inbox/all/${visitor.id}`)
  const reply = page.getByRole('textbox', { name: 'Reply' })
  await reply.fill('Hello Amina. I will call you tomorrow at 3pm.')
  await page.getByText(/You promise: Call-back, by Tomorrow 15:00/).waitFor()
  expect(await lookedAt(page, 'console-promise-offer')).toEqual([])
  await reply.press('ControlOrMeta+Shift+Y')
  await page.getByText('Promise kept in mind. You are warned before it is late.').waitFor()
  const card = page.getByRole('list', { name: 'Promises of the case' })
  await card.getByText('I will call you tomorrow at 3pm.').waitFor()
  await expect.poll(() => page.getByText(/You promise:/).count()).toBe(0)
  await page.keyboard.press('Escape')
  await reply.fill('')
  await reply.blur()

  // One that no text offers, by the same key.
  await page.keyboard.press('y')
  const form = page.getByRole('dialog', { name: 'What will happen' })
  await form.getByRole('button', { name: 'Keep as a promise' }).click()
  await form.getByText('Say what will happen.').waitFor()
  expect(await lookedAt(page, 'console-promise-form')).toEqual([])
  await form.getByRole('textbox', { name: 'What the customer was told' }).fill('A new SIM is on its way')
  await form.getByRole('combobox', { name: 'What kind' }).selectOption({ label: 'New device' })
  await form.getByRole('button', { name: 'Keep as a promise' }).click()
  await card.getByText('A new SIM is on its way').waitFor()
  expect(await lookedAt(page, 'console-promise-card')).toEqual([])

  await card.getByRole('listitem').filter({ hasText: 'A new SIM' }).getByRole('button', { name: 'It is done' }).click()
  await card.getByText('Kept', { exact: true }).waitFor()

  await desk.go('/promises')
  const row = page.getByRole('row', { name: /I will call you/ })
  await row.waitFor()
  await page.getByRole('heading', { name: '100 % of the promises of the last 30 days were kept in time' }).waitFor()
  expect(await lookedAt(page, 'console-promises')).toEqual([])

  await page.getByRole('button', { name: /Eva Person/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  const leaving = page.getByRole('dialog', { name: 'You promised something that is still open' })
  await leaving.getByText('I will call you tomorrow at 3pm.').waitFor()
  expect(await lookedAt(page, 'console-promise-leaving')).toEqual([])
  await leaving.getByRole('button', { name: 'Cancel' }).click()

  const phone = { width: 320, height: 740, prefs: { lang: 'ar', theme: 'dark' } }
  await using pocket = await openDesk(site, lea, '/promises', phone)
  await pocket.page.getByText('I will call you tomorrow at 3pm.').waitFor()
  expect(await lookedAt(pocket.page, 'console-promises-phone-ar')).toEqual([])
})

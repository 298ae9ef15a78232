import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let lea: Person
beforeAll(async () => {
  site = await openSite()
  lea = await site.care.person({ role: 'admin', brand: null })
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('a state of the house’s own: named by who manages it, on the advisor’s open screen at once, chosen by key', async () => {
  await using hers = await openDesk(site, site.eva, '/inbox/mine')
  const menu = hers.page.getByRole('button', { name: /^(Away|Available)/ })
  await menu.waitFor()
  await using desk = await openDesk(site, lea, '/settings/presence')
  const { page } = desk
  await page.getByRole('row', { name: /Break.*gives back what waits.*15 min/ }).waitFor()
  expect(await lookedAt(page, 'console-presence')).toEqual([])
  await page.getByRole('button', { name: 'New state' }).click()
  const form = page.getByRole('dialog', { name: 'New state' })
  // The first field has the focus: the rest by keyboard alone.
  await page.keyboard.type('Mail only')
  await form.getByRole('combobox', { name: /Lasts/ }).selectOption({ label: '30 min' })
  expect(await lookedAt(page, 'console-presence-state')).toEqual([])
  await form.getByRole('textbox', { name: 'Name · English' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('State added.').waitFor()

  await hers.page.keyboard.press('Shift+P')
  await hers.page.getByRole('menuitem', { name: /Mail only/ }).waitFor()
  expect(await lookedAt(hers.page, 'console-presence-menu')).toEqual([])
  await hers.page.keyboard.type('Mail')
  await hers.page.keyboard.press('Enter')
  await hers.page.getByRole('button', { name: /Mail only · / }).waitFor()

  await page.getByRole('button', { name: 'Mail only' }).click()
  await page.getByRole('dialog', { name: 'Mail only' }).getByRole('button', { name: 'Remove state' }).click()
  await page.getByText(/State removed/).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Mail only' }).waitFor()
  await page.getByRole('combobox', { name: 'Chat' }).selectOption({ label: '30 sec' })
  await page.getByText(/It counts from the next conversation that is solved/).waitFor()
})

test('somebody else set it: said where one looks, and taken back by one press; on a phone, in Arabic', async () => {
  const phone = { width: 390, height: 800, prefs: { lang: 'ar', theme: 'dark' } }
  await using hers = await openDesk(site, site.eva, '/inbox/mine', phone)
  await hers.page
    .getByRole('button', { name: 'حضوري' })
    .or(hers.page.getByRole('banner').getByRole('button'))
    .first()
    .waitFor()
  const { care } = site
  const at = { params: { id: site.eva.id }, body: { state: 'away' as const } }
  await care.get(lea, 'PUT /api/v1/agents/:id/presence', at)
  await hers.page.getByText(/غيّر Eva Person حالة حضورك/).waitFor()
  expect(await lookedAt(hers.page, 'console-presence-set-phone-ar')).toEqual([])
  await hers.page.getByRole('button', { name: 'عدت' }).click()
  await hers.page.getByText(/غيّر Eva Person حالة حضورك/).waitFor({ state: 'detached' })
  expect((await care.get(site.eva, 'POST /api/v1/presence/heartbeat')).state).toBe('available')
})

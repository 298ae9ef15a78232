import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../support/people.ts'
import { brandValues } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let lea: Person
let advisor: Person
beforeAll(async () => {
  site = await openSite()
  const { care } = site
  lea = await care.person({ role: 'admin', brand: null })
  advisor = await care.person({ role: 'advisor', brand: care.lumo })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'nl'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('reasons are made, put in order, and asked for; an advisor finds one by typing and can undo it', async () => {
  await using desk = await openDesk(site, lea, '/settings/reasons')
  const { page } = desk
  const table = page.getByRole('table', { name: 'Reasons for solving' })
  await page.getByRole('button', { name: 'New reason' }).waitFor()
  const make = async (name: string, under: string | null) => {
    if (under === null) await page.getByRole('button', { name: 'New reason' }).click()
    else
      await table
        .getByRole('row', { name: new RegExp(`^${under}`) })
        .getByRole('button', { name: 'Add under it' })
        .click()
    const form = page.getByRole('dialog', { name: 'New reason' })
    await form.getByRole('textbox', { name: 'Name · English' }).fill(name)
    await page.keyboard.press('Enter')
    await form.waitFor({ state: 'detached' })
    await table.getByRole('row', { name: new RegExp(`^${name}`) }).waitFor()
  }
  await make('Bill', null)
  await make('Too high', 'Bill')
  await make('Roaming', 'Bill')
  const names = () => table.getByRole('rowheader').or(table.locator('tbody tr td:first-child')).allInnerTexts()
  await expect.poll(names).toEqual(['Bill', 'Too high', 'Roaming'])
  await page.getByRole('button', { name: 'Move “Roaming” up' }).click()
  await expect.poll(names).toEqual(['Bill', 'Roaming', 'Too high'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(names).toEqual(['Bill', 'Too high', 'Roaming'])
  await page.getByRole('switch', { name: 'Lumo' }).press('Space')
  await expect.poll(() => page.getByRole('switch', { name: 'Lumo' }).isChecked()).toBe(true)
  await page.mouse.move(0, 0)
  expect(await lookedAt(page, 'console-reasons')).toEqual([])

  const visitor = await site.care.visitor('My bill is twice what it was.', { lang: 'en', name: 'Amina Haddad' })
  await site.care.settle()
  await using seat = await openDesk(site, advisor, `/inbox/all/${visitor.id}`)
  await seat.page.getByRole('log').getByText('My bill is twice what it was.').waitFor()
  await seat.page.keyboard.press('r')
  await seat.page.keyboard.type('It is right again.')
  await seat.page.keyboard.press('Control+Shift+Enter')
  const why = seat.page.getByRole('dialog', { name: 'Why is it solved? (required)' })
  await why.getByRole('option', { name: 'Bill › Roaming' }).waitFor()
  expect(await why.getByRole('option', { name: 'Without a reason' }).count()).toBe(0)
  expect(await lookedAt(seat.page, 'console-reasons-asked')).toEqual([])
  await seat.page.keyboard.type('too')
  await expect.poll(() => why.getByRole('option').allInnerTexts()).toEqual(['Bill › Too high'])
  await seat.page.keyboard.press('ArrowDown')
  await seat.page.keyboard.press('Enter')
  await expect.poll(() => visitor.sees()).toContain('agent: It is right again.')
  const { row } = await site.care.open(site.care.admin, visitor.id)
  const { items } = await site.care.get(site.care.admin, 'GET /api/v1/dispositions')
  expect(row.status).toBe('solved')
  expect(items.find(({ id }) => id === row.disposition)?.name).toEqual({ en: 'Too high' })

  const phone = { width: 390, height: 800, prefs: { lang: 'ar', theme: 'dark' as const } }
  await using pocket = await openDesk(site, lea, '/settings/reasons', phone)
  await pocket.page.getByRole('table').getByText('Roaming').waitFor()
  expect(await lookedAt(pocket.page, 'console-reasons-phone-ar')).toEqual([])
})

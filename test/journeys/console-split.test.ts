import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Visitor } from '../support/care.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
  // What the bot said first would be folded, and the customer's words with it.
  const { items } = await site.care.get(site.care.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of items)
    await site.care.get(site.care.admin, 'PUT /api/v1/brands/:id', {
      params: { id },
      body: { ...values, firstHolder: 'queue' },
    })
})
afterAll(() => site?.[Symbol.asyncDispose]())

async function twoMatters(): Promise<Visitor> {
  const visitor = await site.care.visitor('My SIM is blocked.', { brand: 'ondelle', lang: 'en', name: 'Amina Haddad' })
  await visitor.writes('And my bill is wrong, too.')
  await site.care.settle()
  return visitor
}

test('an advisor splits another matter off with two keys, answers it, and takes it back', async () => {
  const visitor = await twoMatters()
  await using desk = await openDesk(site, site.eva, `/inbox/all/${visitor.id}`)
  const { page } = desk
  const log = page.getByRole('log')
  await log.getByText('And my bill is wrong, too.').waitFor()

  await page.keyboard.press('Shift+B')
  const dialog = page.getByRole('dialog', { name: 'Split off another matter' })
  await dialog.getByRole('radio', { checked: true }).waitFor()
  expect(await lookedAt(page, 'console-split-dialog')).toEqual([])
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(/: answers go there/).waitFor()
  await log.getByText('My SIM is blocked.').waitFor({ state: 'detached' })
  await log.getByText('And my bill is wrong, too.').waitFor()
  expect(await lookedAt(page, 'console-split-off')).toEqual([])

  await page.keyboard.press('r')
  await page.keyboard.type('Your bill is right again.')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => visitor.sees()).toContain('agent: Your bill is right again.')

  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Open it: / }).click()
  await log.getByText('My SIM is blocked.').waitFor()
  await page.getByText(/^A part is worked on in /).waitFor()
  expect(await lookedAt(page, 'console-split-origin')).toEqual([])
  await page.getByRole('button', { name: /^Take the split back: / }).click()
  await expect.poll(() => page.getByText(/^A part is worked on in /).count()).toBe(0)
  await log.getByText('Your bill is right again.').waitFor()
})

test('it is read on a phone in the dark; one message alone cannot be split', async () => {
  const visitor = await twoMatters()
  await using phone = await openDesk(site, site.eva, `/inbox/all/${visitor.id}`, {
    width: 320,
    height: 700,
    prefs: { theme: 'dark' },
  })
  await phone.page.getByRole('log').getByText('My SIM is blocked.').waitFor()
  await phone.page.keyboard.press('Shift+B')
  await phone.page.getByRole('dialog').getByRole('radio', { checked: true }).waitFor()
  expect(await lookedAt(phone.page, 'console-split-phone')).toEqual([])
  await phone.page.getByRole('dialog').getByRole('button', { name: 'Split off', exact: true }).click()
  await phone.page.getByText(/: answers go there/).waitFor()
  expect(await lookedAt(phone.page, 'console-split-off-phone')).toEqual([])

  const alone = await site.care.visitor('Hello', { brand: 'ondelle', lang: 'en', name: 'Karim' })
  await using desk = await openDesk(site, site.eva, `/inbox/all/${alone.id}`)
  await desk.page.getByRole('log').getByText('Hello').waitFor()
  await desk.page.keyboard.press('Shift+B')
  const dialog = desk.page.getByRole('dialog', { name: 'Split off another matter' })
  await dialog.getByRole('paragraph').filter({ hasText: 'There is only one message' }).waitFor()
})

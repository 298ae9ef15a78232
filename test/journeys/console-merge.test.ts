import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
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

/** Amina Haddad wrote twice and was found to be one person. */
async function twice(first: string, second: string): Promise<[Visitor, Visitor]> {
  const { care } = site
  const write = (text: string) => care.visitor(text, { brand: 'ondelle', lang: 'en', name: 'Amina Haddad' })
  const [one, other] = [await write(first), await write(second)]
  await care.settle()
  const [kept, joins] = await Promise.all(
    [one, other].map(async ({ id }) => (await care.open(care.admin, id)).row.contact.id),
  )
  const body = { id: newId(), other: joins }
  await care.get(care.admin, 'POST /api/v1/contacts/:id/merges', { params: { id: kept ?? '' }, body })
  await care.settle()
  return [one, other]
}

test('an advisor merges two conversations with two keys, answers by the way the customer wrote last, and takes it apart again', async () => {
  const [one, other] = await twice('My SIM is blocked.', 'Still no signal since this morning.')
  await using desk = await openDesk(site, site.eva, `/inbox/all/${one.id}`)
  const { page } = desk
  const log = page.getByRole('log')
  await log.getByText('My SIM is blocked.').waitFor()

  await page.keyboard.press('Shift+G')
  const dialog = page.getByRole('dialog', { name: 'Merge two conversations' })
  await dialog.getByRole('radio', { checked: true }).waitFor()
  await dialog.getByText('It can be taken back at any time.').waitFor()
  expect(await lookedAt(page, 'console-merge-talks')).toEqual([])
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await log.getByText('Still no signal since this morning.').waitFor()
  await page.getByText(/^Also holds /).waitFor()
  await page.getByRole('button', { name: 'Take apart' }).waitFor()
  expect(await lookedAt(page, 'console-merged')).toEqual([])

  await other.writes('Are you there?')
  await log.getByText('Are you there?').waitFor()
  const way = page.getByRole('combobox', { name: 'The reply goes by' })
  const chosen = await way.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.textContent ?? '')
  const { row } = await site.care.open(site.care.admin, other.id)
  expect(chosen).toContain(row.reference)
  await page.keyboard.press('r')
  await page.keyboard.type('I am. One moment, please.')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => other.sees()).toContain('agent: I am. One moment, please.')
  expect(await one.sees()).not.toContain('agent: I am. One moment, please.')

  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Take apart' }).click()
  await log.getByText('Still no signal since this morning.').waitFor({ state: 'detached' })
  await log.getByText('My SIM is blocked.').waitFor()
  await expect.poll(() => page.getByText(/^Also holds /).count()).toBe(0)

  await page.keyboard.press('z')
  await log.getByText('Are you there?').waitFor()
})

test('it is read on a phone, in the dark and from right to left; who has one conversation is told what to do', async () => {
  const [one, other] = await twice('My bill is wrong.', 'And the one before.')
  await using phone = await openDesk(site, site.eva, `/inbox/all/${one.id}`, {
    width: 320,
    height: 700,
    prefs: { theme: 'dark' },
  })
  await phone.page.getByRole('log').getByText('My bill is wrong.').waitFor()
  await phone.page.keyboard.press('Shift+G')
  await phone.page.getByRole('dialog').getByRole('radio', { checked: true }).waitFor()
  expect(await lookedAt(phone.page, 'console-merge-phone')).toEqual([])
  await phone.page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click()
  await phone.page.getByRole('log').getByText('And the one before.').waitFor()
  expect(await lookedAt(phone.page, 'console-merged-phone')).toEqual([])

  await using arabic = await openDesk(site, site.eva, `/inbox/all/${other.id}`, { prefs: { lang: 'ar' } })
  await arabic.page.getByText(/^يُعمل عليها ضمن/).waitFor()
  expect(await lookedAt(arabic.page, 'console-merged-arabic')).toEqual([])

  const alone = await site.care.visitor('Hello', { brand: 'ondelle', lang: 'en', name: 'Karim' })
  await using desk = await openDesk(site, site.eva, `/inbox/all/${alone.id}`)
  await desk.page.getByRole('log').getByText('Hello').waitFor()
  await desk.page.keyboard.press('Shift+G')
  const dialog = desk.page.getByRole('dialog', { name: 'Merge two conversations' })
  await dialog.getByText('This customer has no other conversation.').waitFor()
  await dialog.getByRole('link', { name: 'Open the customer' }).waitFor()
})

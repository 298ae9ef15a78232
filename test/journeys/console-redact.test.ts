import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

const IBAN = 'ES91 2100 0418 4502 0005 1332'
let site: Site
beforeAll(async () => {
  site = await openSite()
  const { items } = await site.care.get(site.care.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of items)
    await site.care.get(site.care.admin, 'PUT /api/v1/brands/:id', {
      params: { id },
      body: { ...values, firstHolder: 'queue' },
    })
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('an account number that a customer wrote is found, and gone with two keys, everywhere', async () => {
  const more = { brand: 'ondelle', lang: 'en', name: 'Amina Haddad' }
  const visitor = await site.care.visitor(`Please take it from ${IBAN}, thank you.`, more)
  await site.care.settle()
  await using desk = await openDesk(site, site.eva, `/inbox/all/${visitor.id}`)
  const { page } = desk
  const log = page.getByRole('log')
  await log.getByText(IBAN).waitFor()
  await page.keyboard.press('Shift+Z')
  const dialog = page.getByRole('dialog', { name: 'Take out for good' })
  await dialog.getByText('Please take it from ▇▇▇▇▇▇, thank you.').waitFor()
  expect(await lookedAt(page, 'console-redact')).toEqual([])
  await dialog.getByRole('button', { name: 'Take it out' }).press('Enter')
  await log.getByText('Please take it from ▇▇▇▇▇▇, thank you.').waitFor()
  await log.getByText(/took something out: bank account/).waitFor()
  expect(await page.getByText(IBAN).count()).toBe(0)
  expect(await visitor.sees()).toEqual(['you: Please take it from ▇▇▇▇▇▇, thank you.'])
  expect(await lookedAt(page, 'console-redacted')).toEqual([])
})

test('a part of a picture is painted over by keyboard; on a phone in the dark all of it can be reached', async () => {
  const { care, eva } = site
  const { items } = await care.get(eva, 'GET /api/v1/brands')
  const brand = items.find(({ slug }) => slug === 'ondelle')?.id ?? ''
  const more = { brand: 'ondelle', lang: 'en', name: 'Karim' }
  const visitor = await care.visitor('My card', more)
  await care.settle()
  const id = newId()
  const form = new FormData()
  const bytes = new Uint8Array(await readFile(new URL('../../docs/pictures/inbox.webp', import.meta.url)))
  form.append('file', new File([bytes], 'card.webp', { type: 'image/webp' }))
  const where = `/api/v1/uploads?id=${id}&brand=${brand}`
  expect((await care.app.fetch(where, { session: eva.session, method: 'POST', body: form })).status).toBe(200)
  const body = { id: newId(), text: 'Look', seenSeq: 1, attachments: [id] }
  await care.get(eva, 'POST /api/v1/conversations/:id/messages', { params: { id: visitor.id }, body })
  const phone = { width: 390, height: 800, prefs: { theme: 'dark' as const } }
  await using desk = await openDesk(site, eva, `/inbox/all/${visitor.id}`, phone)
  const { page } = desk
  await page.getByRole('log').getByText('Look').waitFor()
  await page.keyboard.press('Shift+Z')
  const dialog = page.getByRole('dialog', { name: 'Take out for good' })
  const choice = dialog.getByRole('combobox', { name: 'Message' })
  await choice.selectOption({ index: 0 })
  await dialog.getByRole('button', { name: 'Add a black part' }).press('Enter')
  const black = dialog.getByRole('button', { name: /^Black part 1/ })
  await black.press('ArrowLeft')
  await black.press('Shift+ArrowDown')
  expect(await lookedAt(page, 'console-redact-phone')).toEqual([])
  const before = (await care.open(eva, visitor.id)).messages.at(-1)?.attachments[0]?.bytes
  await dialog.getByRole('button', { name: 'Take it out' }).press('Enter')
  await dialog.waitFor({ state: 'detached' })
  const after = (await care.open(eva, visitor.id)).messages.find(({ text }) => text === 'Look')?.attachments[0]?.bytes
  expect(after).not.toBe(before)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
  const { care } = site
  const { items } = await care.get(care.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of items)
    await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id }, body: { ...values, firstHolder: 'queue' } })
  for (const name of ['Angry', 'Wants to leave'])
    await care.get(care.admin, 'POST /api/v1/labels', {
      body: { id: newId(), brand: null, name: { en: name }, hue: 20 },
    })
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('a message, a conversation and a customer are labelled by key; each label says who gave it', async () => {
  const visitor = await site.care.visitor('I have had enough.', { brand: 'ondelle', lang: 'en', name: 'Amina Haddad' })
  await site.care.settle()
  await using desk = await openDesk(site, site.eva, `/inbox/all/${visitor.id}`)
  const { page } = desk
  await page.getByRole('log').getByText('I have had enough.').waitFor()
  await page.keyboard.press('[')
  await page.keyboard.press('l')
  const picker = page.getByRole('dialog', { name: 'Labels of this message' })
  await picker.getByRole('option', { name: /^Angry/ }).waitFor()
  await page.keyboard.type('ang')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await picker.getByRole('option', { name: /Eva/ }).waitFor()
  expect(await lookedAt(page, 'console-labels-picker')).toEqual([])
  // The first takes back what was typed.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await picker.waitFor({ state: 'detached' })
  await page.getByRole('log').getByRole('list', { name: 'Label' }).getByText('Angry').waitFor()

  const person = page.getByRole('region', { name: 'Labels of the customer' })
  await person.getByRole('button', { name: 'Labels' }).click()
  await page
    .getByRole('dialog', { name: 'Labels of the customer' })
    .getByRole('option', { name: /^Wants/ })
    .waitFor()
  await page.keyboard.type('wants')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await person.getByText('Wants to leave').waitFor()
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  expect(await lookedAt(page, 'console-labels')).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from './desk.ts'
import { aminaWaits, lookedAt, openSite, type Site } from './site.ts'

let site: Site
let conversation: string
beforeAll(async () => {
  site = await openSite()
  conversation = await aminaWaits(site, 'My phone asks for a PUK, what now?')
  await site.care.settle()
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('what answers the customer is found by itself, goes into the reply by key, and is said to be wrong by key', async () => {
  await using desk = await openDesk(site, site.eva, `/inbox/all/${conversation}`)
  const { page } = desk
  const card = page.getByRole('region', { name: 'Knowledge' })
  const answer = card.getByRole('button', { name: 'Your phone asks for the PUK' })
  await answer.waitFor()
  expect(await lookedAt(page, 'console-knowledge')).toEqual([])
  await page.getByRole('textbox', { name: 'Reply' }).waitFor()

  await page.keyboard.press('Shift+K')
  await expect.poll(() => answer.evaluate((it) => it === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await card.getByText('The PUK has eight digits.').waitFor()
  await page.keyboard.press('k')
  const reply = page.getByRole('textbox', { name: 'Reply' })
  await expect
    .poll(() => reply.inputValue())
    .toMatch(/^Your phone asks for the PUK\nhttp.*\/b\/ondelle\/help\/your-phone-asks-for-the-puk$/)

  await answer.focus()
  await page.keyboard.press('w')
  const dialog = page.getByRole('dialog', { name: 'What is wrong with “Your phone asks for the PUK”?' })
  await dialog.getByRole('textbox', { name: 'In a few words' }).fill('The button is called SIM card now')
  expect(await lookedAt(page, 'console-knowledge-wrong')).toEqual([])
  await dialog.getByRole('button', { name: 'Tell its owner' }).click()
  await page.getByText('Its owner is told.').waitFor()

  await card.getByRole('textbox', { name: 'Search the articles' }).fill('zzzz qqqq')
  await card.getByText('No article answers this.').waitFor()
  await card.getByRole('button', { name: 'Something is missing' }).click()
  const missing = page.getByRole('dialog', { name: 'What should customers be able to read?' })
  await missing.getByRole('textbox', { name: 'In a few words' }).fill('How to move an eSIM')
  await missing.getByRole('button', { name: 'Tell its owner' }).click()
  await expect.poll(() => missing.count()).toBe(0)
})

test('whoever keeps the articles is told, and settles it', async () => {
  const admin = await site.care.person({ role: 'admin', brand: null })
  await using desk = await openDesk(site, admin, '/knowledge')
  const { page } = desk
  const row = page.getByRole('row', { name: /The button is called SIM card now/ })
  await row.waitFor()
  await page.getByRole('row', { name: /How to move an eSIM/ }).waitFor()
  expect(await lookedAt(page, 'console-knowledge-flags')).toEqual([])
  await row.getByRole('button', { name: 'It is mended' }).click()
  await row.waitFor({ state: 'detached' })
  await page.keyboard.press('z')
  await row.waitFor()
})

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

test('settings of a brand are forms with words: a part is switched, another typed, a wrong one explained, a change taken back', async () => {
  await using desk = await openDesk(site, lea, '/settings/operator')
  const { page } = desk
  await page.getByRole('combobox', { name: 'Brand' }).selectOption({ label: 'Ondelle' })
  const form = page.getByRole('form', { name: 'Satisfaction survey' })
  const seconds = form.getByRole('textbox', { name: 'Seconds to wait before asking' })
  await expect.poll(() => seconds.inputValue()).toBe('30')
  expect(await page.getByText('{').count()).toBe(0)
  await seconds.fill('90000')
  await form.getByText('A whole number from 0 to 86,400.').waitFor()
  await seconds.fill('60')
  await seconds.press('Enter')
  await page.getByText('Setting saved.').waitFor()
  const saved = async () => {
    const { items } = await site.care.get(lea, 'GET /api/v1/brands')
    const brand = items.find(({ slug }) => slug === 'ondelle')?.id ?? ''
    const settings = await site.care.get(lea, 'GET /api/v1/settings', { query: { brand } })
    return settings.items.find(({ key }) => key === 'voice.csat')?.value
  }
  expect(await saved()).toEqual({ on: true, delaySeconds: 60 })
  await page.mouse.move(0, 0)
  expect(await lookedAt(page, 'console-operator')).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(saved).toEqual({ on: true, delaySeconds: 30 })
  // The page shows what is true again before the next change begins.
  await expect.poll(() => seconds.inputValue()).toBe('30')
  await form.getByRole('switch', { name: 'Ask after a conversation is solved' }).press('Space')
  await expect.poll(saved).toEqual({ on: false, delaySeconds: 30 })
})

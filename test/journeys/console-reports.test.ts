import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAnalytics } from '#analytics'
import type { Person } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let lea: Person
beforeAll(async () => {
  site = await openSite({ modules: [openAnalytics] })
  const { clock } = site.care.app
  const write = () => site.care.visitor('Hello', { brand: 'ondelle', lang: 'en' })
  for (let n = 0; n < 3; n += 1) await write()
  clock.advance({ hours: 17 * 24 })
  for (let n = 0; n < 2; n += 1) await write()
  clock.advance({ hours: 3 * 24 })
  await site.care.settle()
  lea = await site.care.person({ role: 'advisor', brand: null })
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('each bar opens the list of exactly so many', async () => {
  await using desk = await openDesk(site, lea, '/inbox/all')
  const { page } = desk
  await page.clock.setFixedTime(site.care.app.clock.now())
  await desk.go('/reports')
  await page.getByRole('combobox', { name: 'Period' }).selectOption({ label: '30 days' })
  const chart = page.getByRole('group', { name: 'Conversations over time' })
  const bars = chart.getByRole('link')
  await expect.poll(() => bars.count()).toBe(2)
  expect(await lookedAt(page, 'console-report')).toEqual([])
  await bars.filter({ hasText: ': 3' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.getByRole('option').first().waitFor()
  expect(await page.getByRole('option').count()).toBe(2)
  await page.goBack()
  await bars.filter({ hasText: ': 3' }).click()
  await expect.poll(() => page.getByRole('option').count()).toBe(3)
})

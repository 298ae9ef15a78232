import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ModelServer, openModelServer } from '../support/model-server.ts'
import type { Person } from '../support/people.ts'
import { brandValues } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let server: ModelServer
let kim: Person
beforeAll(async () => {
  server = await openModelServer()
  site = await openSite({ config: { model: server.model } })
  const { care } = site
  kim = await care.person({ role: 'advisor', brand: care.lumo })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'nl'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
})
afterAll(async () => {
  await site?.[Symbol.asyncDispose]()
  await server?.[Symbol.asyncDispose]()
})

test('what was said in another language is read and answered in one’s own, by key; the customer’s number never left the house', async () => {
  const { care } = site
  const visitor = await care.visitor('Mijn sim werkt niet, bel 0470 00 00 01', { lang: 'nl', name: 'Amina Haddad' })
  await care.settle()
  server.say = (words) => words.replace('Mijn sim werkt niet, bel', 'My SIM does not work, call')
  await using seat = await openDesk(site, kim, `/inbox/all/${visitor.id}`)
  const { page } = seat
  await page.getByRole('log').getByText('Mijn sim').waitFor()
  await page.keyboard.press('b')
  const translation = page.getByRole('status', { name: 'Translation' })
  await translation.getByText('My SIM does not work, call 0470 00 00 01').waitFor()
  expect(server.asked[0]?.text).not.toContain('0470')
  expect(await lookedAt(page, 'console-translation')).toEqual([])
  await page.keyboard.press('b')
  await translation.waitFor({ state: 'detached' })

  server.say = () => 503
  await page.keyboard.press('b')
  await translation.getByText('The language model is busy. Try again in a moment.').waitFor()
  expect(await lookedAt(page, 'console-translation-failed')).toEqual([])
  server.say = (words) => words.replace('Dear', 'Beste').replace('we call you at', 'we bellen je op')
  await page.keyboard.press('r')
  await page.keyboard.type('Dear Amina, we call you at 0470 00 00 01.')
  const box = page.getByRole('textbox', { name: 'Reply' })
  await page.getByRole('button', { name: 'Into Dutch' }).waitFor()
  await page.keyboard.press('Control+Shift+E')
  await expect.poll(() => box.inputValue()).toBe('Beste Amina, we bellen je op 0470 00 00 01.')
  expect(await lookedAt(page, 'console-translation-draft')).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => box.inputValue()).toBe('Dear Amina, we call you at 0470 00 00 01.')

  const phone = { width: 390, height: 800, prefs: { lang: 'ar', theme: 'dark' as const } }
  await using pocket = await openDesk(site, kim, `/inbox/all/${visitor.id}`, phone)
  await pocket.page.getByRole('log').getByText('Mijn sim').waitFor()
  server.say = (words) => `بطاقتي لا تعمل، اتصل ${words.match(/⟦\d⟧/)?.[0] ?? ''}`
  await pocket.page.keyboard.press('b')
  await pocket.page.getByRole('status', { name: 'الترجمة' }).getByText('بطاقتي').waitFor()
  expect(await lookedAt(pocket.page, 'console-translation-phone-ar')).toEqual([])
})

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Look, openDesk } from './desk.ts'
import { openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
  await site.care.visitor('No internet since this morning.', {
    brand: 'ondelle',
    lang: 'en',
    name: 'Amina Haddad',
  })
  await site.care.visitor('Where is my refund?', { brand: 'ondelle', lang: 'en', name: 'Tom De Wit' })
})
afterAll(() => site?.[Symbol.asyncDispose]())

const consoleOf = (look: Look = {}) => openDesk(site, site.eva, '/inbox/all', look)

test('an advisor opens, answers, notes, undoes and solves by keyboard alone', async () => {
  await using desk = await consoleOf()
  const { page } = desk
  await page.getByRole('option', { name: /Amina Haddad/ }).waitFor()
  for (let step = 0; step < 5; step += 1) {
    await page.keyboard.press('j')
    if ((await page.getByRole('option', { name: /Amina Haddad/, selected: true }).count()) > 0) break
  }
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Amina Haddad' }).waitFor()

  const reply = page.getByRole('textbox', { name: 'Reply' })
  await reply.waitFor()
  await page.keyboard.press('r')
  await reply.and(page.locator(':focus')).waitFor()
  await page.keyboard.type('Good morning Amina, I am looking at it.')
  await page.keyboard.press('Control+Enter')
  const log = page.getByRole('log', { name: 'Messages' })
  await log.getByText('I am looking at it.').waitFor()
  await page.getByText('Sent to Amina Haddad').waitFor()

  await page.keyboard.press('Escape')
  await page.keyboard.press('z')
  await log.getByText('Taken back before it was read.').waitFor()
  await expect.poll(() => reply.inputValue()).toContain('I am looking at it.')

  await page.keyboard.press('n')
  const note = page.getByRole('textbox', { name: 'Internal note' })
  await note.and(page.locator(':focus')).waitFor()
  await page.keyboard.type('Third one in this street.')
  await page.keyboard.press('Control+Enter')
  await log.getByText('Third one in this street.').waitFor()

  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await reply.and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Control+Shift+Enter')
  await page.getByText('Sent to Amina Haddad and solved').waitFor()
  await page.getByRole('heading', { level: 1, name: 'Tom De Wit' }).waitFor()
})

test('a language is a file: as many can be chosen as lie in the folder', async () => {
  await using desk = await consoleOf({ prefs: { lang: 'pl' } })
  const { page } = desk
  await page.goto(`${site.url}/console/settings/mine`)
  const words = JSON.parse(readFileSync(new URL('../../locales/console/pl.json', import.meta.url), 'utf8')) as Record<
    string,
    string
  >
  await page.getByRole('heading', { level: 1, name: words['nav.settings'] }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('pl')
})

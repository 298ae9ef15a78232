import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Look, openDesk } from './desk.ts'
import { aminaWaits, openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
  await aminaWaits(site, 'No internet since this morning.')
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

test('what is typed while a conversation is still coming is text and no command', async () => {
  await using desk = await consoleOf()
  const { page } = desk
  await page.getByRole('option', { name: /Tom De Wit/ }).waitFor()
  const asked = Promise.withResolvers<void>()
  const come = Promise.withResolvers<void>()
  await page.route(/\/api\/v1\/conversations\/[^/]+$/, async (route) => {
    asked.resolve()
    await come.promise
    await route.continue()
  })
  await page.getByRole('option', { name: /Tom De Wit/ }).click()
  await asked.promise
  await page.keyboard.press('n')
  await page.keyboard.type('Was he called? Yes, e.g. twix')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('ce')
  come.resolve()
  const note = page.getByRole('textbox', { name: 'Internal note' })
  await note.and(page.locator(':focus')).waitFor()
  expect(await note.inputValue()).toBe('Was he called? Yes, e.g. twice')
  await page.keyboard.type('.')
  expect(await note.inputValue()).toBe('Was he called? Yes, e.g. twice.')
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('what was typed for a conversation that did not come stands in no other', async () => {
  await site.care.visitor('Is anybody there?', { brand: 'ondelle', lang: 'en', name: 'Jo Winter' })
  await using desk = await consoleOf()
  const { page } = desk
  await page.getByRole('option', { name: /Jo Winter/ }).waitFor()
  const asked = Promise.withResolvers<void>()
  // The first that is asked for never comes.
  await page.route(/\/api\/v1\/conversations\/[^/]+$/, async () => asked.resolve(), { times: 1 })
  await page.getByRole('option', { name: /Tom De Wit/ }).click()
  await asked.promise
  await page.keyboard.press('n')
  await page.keyboard.type('only for Tom')
  await page.getByRole('option', { name: /Jo Winter/ }).click()
  const reply = page.getByRole('textbox', { name: 'Reply' })
  await reply.click()
  await page.keyboard.type('Yes')
  expect(await reply.inputValue()).toBe('Yes')
})

test('a key that is held down takes one conversation, not one after the other', async () => {
  for (const name of ['Lin Park', 'Zoe Berg', 'Ute Vogel'])
    await site.care.visitor('I want to talk to a person', { brand: 'ondelle', lang: 'en', name })
  await site.care.settle()
  const isMine = async () =>
    (await site.care.get(site.eva, 'GET /api/v1/inbox', { query: { view: 'mine' } })).items.map(({ id }) => id)
  const before = await isMine()
  await using desk = await consoleOf()
  const { page } = desk
  await page.getByRole('option', { name: /Zoe Berg/ }).waitFor()
  for (let held = 0; held < 5; held += 1) await page.keyboard.down(' ')
  await page.keyboard.up(' ')
  await page.getByRole('heading', { level: 1, name: /Lin Park|Zoe Berg|Ute Vogel/ }).waitFor()
  // Whatever else was asked for was asked for before this.
  await page.evaluate(() => fetch('/api/v1/inbox?view=all').then((answer) => answer.text()))
  expect((await isMine()).length - before.length).toBe(1)
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

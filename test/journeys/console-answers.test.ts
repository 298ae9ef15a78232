import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Look, openDesk, shown } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let conversation: string
beforeAll(async () => {
  site = await openSite()
  const amina = await site.care.visitor('No internet since this morning.', {
    brand: 'ondelle',
    lang: 'en',
    name: 'Amina Haddad',
  })
  await site.care.visitor('Where is my refund?', { brand: 'ondelle', lang: 'en', name: 'Tom De Wit' })
  conversation = amina.id
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

const looks: Record<string, Look> = {
  light: {},
  dark: { prefs: { theme: 'dark' } },
  phone: { width: 390, height: 800 },
  arabic: { prefs: { lang: 'ar' } },
}
const pages: Record<string, string> = {
  list: '/inbox/all',
  contacts: '/contacts',
  talk: '/inbox/all/:conversation',
  knowledge: '/knowledge',
  canned: '/canned',
  notices: '/notices',
  search: '/search?q=internet',
  settings: '/settings/mine',
}

describe.each(Object.entries(looks))('the console in %s', (name, look) => {
  test('has nothing that axe would change', async () => {
    await using desk = await consoleOf(look)
    const { page } = desk
    for (const [title, path] of Object.entries(pages)) {
      await page.goto(`${site.url}/console${path.replace(':conversation', conversation)}`)
      await shown(page)
      expect({ title, found: await lookedAt(page, `console-${title}-${name}`) }).toEqual({ title, found: [] })
    }
  })
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

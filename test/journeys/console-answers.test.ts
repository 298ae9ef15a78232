import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

interface Look {
  prefs?: Record<string, unknown>
  width?: number
  height?: number
}
/** The console of the advisor Eva, as she likes it. */
async function consoleOf({
  prefs = {},
  width = 1440,
  height = 900,
}: Look = {}): Promise<{ context: BrowserContext; page: Page }> {
  const context = await site.visit({ viewport: { width, height } })
  await context.addCookies([{ name: 'sb_staff', value: site.eva.session, url: site.url }])
  await context.addInitScript(
    ([key, value]) => localStorage.setItem(String(key), String(value)),
    [`switchboard.prefs.${site.eva.id}`, JSON.stringify({ lang: 'en', theme: 'light', ...prefs })],
  )
  const page = await context.newPage()
  await page.goto(`${site.url}/console/inbox/all`)
  return { context, page }
}

test('an advisor opens, answers, notes, undoes and solves by keyboard alone', async () => {
  const { context, page } = await consoleOf()
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
  await context.close()
})

const looks: Record<string, Look> = {
  light: {},
  dark: { prefs: { theme: 'dark' } },
  phone: { width: 390, height: 800 },
  arabic: { prefs: { lang: 'ar' } },
}
const pages: Record<string, string> = {
  list: '/inbox/all',
  talk: '/inbox/all/:conversation',
  knowledge: '/knowledge',
  canned: '/canned',
  notices: '/notices',
  search: '/search?q=internet',
  settings: '/settings/mine',
}

describe.each(Object.entries(looks))('the console in %s', (name, look) => {
  test('has nothing that axe would change', async () => {
    const { context, page } = await consoleOf(look)
    for (const [title, path] of Object.entries(pages)) {
      await page.goto(`${site.url}/console${path.replace(':conversation', conversation)}`)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined)
      expect({ title, found: await lookedAt(page, `console-${title}-${name}`) }).toEqual({ title, found: [] })
    }
    await context.close()
  })
})

test('a language is a file: as many can be chosen as lie in the folder', async () => {
  const { context, page } = await consoleOf({ prefs: { lang: 'pl' } })
  await page.goto(`${site.url}/console/settings/mine`)
  const words = JSON.parse(readFileSync(new URL('../../locales/console/pl.json', import.meta.url), 'utf8')) as Record<
    string,
    string
  >
  await page.getByRole('heading', { level: 1, name: words['nav.settings'] }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('pl')
  await context.close()
})

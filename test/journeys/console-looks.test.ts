import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Look, openDesk, shown } from './desk.ts'
import { aminaWaits, lookedAt, openSite, type Site } from './site.ts'

let site: Site
let conversation: string
beforeAll(async () => {
  site = await openSite()
  conversation = await aminaWaits(site, 'No internet since this morning.')
})
afterAll(() => site?.[Symbol.asyncDispose]())

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

// Beside each other: what takes long here is axe, each in a page of its own.
describe.concurrent.each(Object.entries(looks))('the console in %s', (name, look) => {
  test('has nothing that axe would change', async () => {
    await using desk = await openDesk(site, site.eva, '/inbox/all', look)
    const { page } = desk
    for (const [title, path] of Object.entries(pages)) {
      await page.goto(`${site.url}/console${path.replace(':conversation', conversation)}`)
      await shown(page)
      expect({ title, found: await lookedAt(page, `console-${title}-${name}`) }).toEqual({ title, found: [] })
    }
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'
let site: Site
beforeAll(async () => { site = await openSite() })
afterAll(() => site?.[Symbol.asyncDispose]())
const pages = ['help', 'help/your-phone-asks-for-the-puk', 'help?q=puk', 'nowhere']
test('portal', async () => {
  const found: string[] = []
  for (const [name, lang, scheme, width] of [['ar-dark', 'ar', 'dark', 360]] as const) {
    const context = await site.visit({ viewport: { width, height: 760 }, colorScheme: scheme, locale: lang })
    const page = await context.newPage()
    for (const path of pages) {
      await page.goto(`${site.url}/b/ondelle/${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
      await page.waitForLoadState('networkidle').catch(() => undefined)
      const file = `zz-${name}-${path.replace(/\W+/g, '_') || 'home'}`
      found.push(...(await lookedAt(page, file)).map((one) => `${file} ${one}`))
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (wide > 0) found.push(`${file} scrolls sideways ${wide}`)
      await page.screenshot({ path: `artifacts/journeys/${file}.png`, fullPage: true })
    }
    await context.close()
  }
  console.log(found)
  expect(1).toBe(1)
}, 100_000)
test('mail form', async () => {
  const lea = await site.care.person({ role: 'admin', brand: null })
  for (const look of [{ name: 'light', look: {} }, { name: 'dark', look: { prefs: { theme: 'dark' } } }, { name: 'ar', look: { width: 390, height: 800, prefs: { lang: 'ar', theme: 'dark' } } }]) {
    await using desk = await openDesk(site, lea, '/settings/accounts', look.look)
    await desk.page.getByRole('button', { name: /Connect an account|ربط/ }).click()
    await desk.page.getByRole('combobox').first().selectOption('email')
    for (const each of [0, 1]) { await desk.page.getByRole('switch').nth(each).focus(); await desk.page.keyboard.press(' ') }
    await desk.page.getByRole('dialog').getByRole('button').last().click()
    console.log(await lookedAt(desk.page, `zz-mail-${look.name}`))
  }
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookedAt, openSite, type Site } from './site.ts'
import { openWidgetOn } from './widget-window.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.[Symbol.asyncDispose]())

const windowOf = (page: Page): Frame =>
  page.frames().find((frame) => frame.url().includes('/widget/')) ?? page.mainFrame()
/** What the frame keeps in the visitor's browser. */
const keptIn = (page: Page): Promise<string[]> => windowOf(page).evaluate(() => Object.keys(localStorage))
const DIST = join(import.meta.dirname, '../../dist/widget')
const gzipped = (path: string): number => gzipSync(readFileSync(join(DIST, path))).length

test('the loader is at most 3 KB, and what is opened at most 30 KB with the words of any language', async () => {
  expect(gzipped('widget.js')).toBeLessThanOrEqual(3 * 1024)
  const opened = readdirSync(join(DIST, 'assets')).filter((name) => !name.startsWith('quiet'))
  const files = opened.reduce((sum, name) => sum + gzipped(join('assets', name)), 0)
  expect(files).toBeGreaterThan(10_000)
  for (const lang of ['en', 'fr', 'ar']) {
    const page = await (await site.care.app.fetch(`/widget/ondelle?lang=${lang}`)).text()
    expect(files + gzipSync(page).length, lang).toBeLessThanOrEqual(30 * 1024)
  }
})

test('nothing is kept before the first message, one token after it, and nothing once it is forgotten', async () => {
  const context = await site.visit()
  const page = await context.newPage()
  await page.goto(site.ownShop())
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  const widget = await openWidgetOn(page)
  await widget.getByRole('button', { name: 'Write to us' }).click()
  expect(await keptIn(page)).toEqual([])
  await widget.getByRole('textbox', { name: 'Your message' }).fill('Remember me for a while')
  await widget.getByRole('button', { name: 'Send' }).click()
  await widget.getByText('Delivered').waitFor()
  expect(await keptIn(page)).toEqual(['switchboard:ondelle'])
  expect(
    await page.evaluate(() => [Object.keys(localStorage), document.cookie, document.documentElement.scrollHeight]),
  ).toEqual([[], '', height])

  await page.reload()
  const again = await openWidgetOn(page)
  await again
    .getByRole('button', { name: /Continue your conversation/ })
    .or(again.getByRole('log'))
    .first()
    .waitFor()
  if (await again.getByRole('button', { name: /Continue your conversation/ }).isVisible())
    await again.getByRole('button', { name: /Continue your conversation/ }).click()
  await again.getByText('Remember me for a while').waitFor()

  const second = await context.newPage()
  await second.goto(site.ownShop())
  await again.getByRole('textbox', { name: 'Your message' }).fill('Seen in both')
  await again.getByRole('button', { name: 'Send' }).click()
  const other = await openWidgetOn(second)
  await other
    .getByRole('button', { name: /Continue your conversation/ })
    .or(other.getByRole('log'))
    .first()
    .waitFor()
  if (await other.getByRole('button', { name: /Continue your conversation/ }).isVisible())
    await other.getByRole('button', { name: /Continue your conversation/ }).click()
  await other.getByText('Seen in both').waitFor()

  await again.getByRole('button', { name: 'More options' }).click()
  await again.getByRole('button', { name: 'Forget this conversation' }).click()
  expect(await lookedAt(page, 'widget-forget')).toEqual([])
  await again.getByRole('button', { name: 'Forget it' }).click()
  await again.getByRole('button', { name: 'Write to us' }).waitFor()
  await other.getByRole('button', { name: 'Write to us' }).waitFor()
  expect(await keptIn(page)).toEqual([])
  await context.close()
})

test('what is written while offline waits, is sent once when the line is back, and files go along', async () => {
  const context = await site.visit()
  const page = await context.newPage()
  await page.goto(site.shop())
  const widget = await openWidgetOn(page)
  await widget.getByRole('button', { name: 'Write to us' }).click()
  const field = widget.getByRole('textbox', { name: 'Your message' })
  await field.fill('First')
  await page.keyboard.press('Enter')
  await widget.getByText('Delivered').waitFor()
  await context.setOffline(true)
  await field.fill('Written in a tunnel')
  await page.keyboard.press('Enter')
  await widget.getByText('1 message is sent as soon as you are connected').waitFor()
  await context.setOffline(false)
  const log = widget.getByRole('log', { name: 'Messages' })
  await widget.getByText('1 message is sent as soon as you are connected').waitFor({ state: 'detached' })
  expect(await log.getByText('Written in a tunnel').count()).toBe(1)

  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  )
  const chooser = page.waitForEvent('filechooser')
  await widget.getByRole('button', { name: 'Attach a file' }).click()
  await (await chooser).setFiles({ name: 'router.png', mimeType: 'image/png', buffer: picture })
  await widget.getByText('router.png').waitFor()
  await widget.getByRole('button', { name: 'Send' }).click()
  await log.getByRole('img', { name: 'Picture: router.png' }).waitFor()
  await context.close()
})

test('a brand that asks who one is asks before the first message, and says what is missing', async () => {
  const context = await site.visit()
  const page = await context.newPage()
  await page.goto(site.shop({ brand: 'guarded' }))
  const widget = await openWidgetOn(page)
  await widget.getByRole('button', { name: 'Write to us' }).click()
  await widget.getByRole('textbox', { name: 'Your name' }).fill('Jonas')
  await widget.getByRole('textbox', { name: 'Your e-mail address' }).fill('jonas')
  await widget.getByRole('button', { name: 'Start the chat' }).click()
  await widget.getByText('Enter an e-mail address like name@example.com.').waitFor()
  expect(await lookedAt(page, 'widget-ask')).toEqual([])
  await widget.getByRole('textbox', { name: 'Your e-mail address' }).fill('jonas@post.example')
  await page.keyboard.press('Enter')
  await widget.getByRole('textbox', { name: 'Your message' }).fill('Hello')
  await page.keyboard.press('Enter')
  await widget.getByText('Delivered').waitFor()
  await context.close()
})

test('in Arabic, on a phone and in the dark, it reads from right to left and fills the screen', async () => {
  const context = await site.visit({ viewport: { width: 360, height: 740 }, colorScheme: 'dark', hasTouch: true })
  const page = await context.newPage()
  await page.goto(site.shop({ lang: 'ar' }))
  const widget = await openWidgetOn(page, /فتح محادثة المساعدة/)
  await widget.getByRole('searchbox').waitFor()
  expect(await widget.locator('html').getAttribute('dir')).toBe('rtl')
  expect(await windowOf(page).evaluate(() => [innerWidth, innerHeight])).toEqual([360, 740])
  expect(await lookedAt(page, 'widget-arabic')).toEqual([])
  await context.close()
})

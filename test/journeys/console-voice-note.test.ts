import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from './desk.ts'
import { aminaWaits, lookedAt, openSite, type Site } from './site.ts'
import { openWidgetOn } from './widget-window.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.[Symbol.asyncDispose]())

const isHeard = (page: Page, within: string): Promise<boolean> =>
  page.locator(within).evaluate(async (audio) => {
    if (!(audio instanceof HTMLAudioElement)) return false
    if (audio.readyState < HTMLMediaElement.HAVE_CURRENT_DATA)
      await new Promise((resolve) => {
        audio.addEventListener('loadeddata', resolve, { once: true })
        audio.preload = 'auto'
        audio.load()
      })
    return audio.error === null
  })

test('an advisor records a voice note, hears it, takes one back, and sends it', async () => {
  const conversation = await aminaWaits(site)
  await site.care.settle()
  await using desk = await openDesk(site, site.eva, `/inbox/all/${conversation}`, {
    more: { permissions: ['microphone'] },
  })
  const { page } = desk
  await page.getByRole('textbox', { name: 'Reply' }).waitFor()
  await page.keyboard.press('m')
  await page.getByText('0:01', { exact: true }).waitFor()
  expect(await lookedAt(page, 'console-voice-recording')).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Attach', exact: true }).waitFor({ state: 'detached' })
  expect(await page.locator('audio').count()).toBe(0)

  await page.getByRole('button', { name: /Record a voice note/ }).click()
  await page.getByText('0:01', { exact: true }).waitFor()
  // The first thing one can press is what keeps it.
  await page.keyboard.press('Enter')
  const mine = 'section audio[aria-label^="Voice note 0m01"]'
  await page.locator(mine).waitFor()
  expect(await isHeard(page, mine)).toBe(true)
  await page.mouse.move(5, 400)
  await page.getByRole('tooltip').waitFor({ state: 'detached' })
  expect(await lookedAt(page, 'console-voice-note')).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByRole('log').locator('audio[aria-label^="Voice note 0m01"]').waitFor()
})

test('who may not use the microphone is told what to do', async () => {
  const conversation = await aminaWaits(site)
  await site.care.settle()
  await using desk = await openDesk(site, site.eva, `/inbox/all/${conversation}`)
  const { page } = desk
  await page.getByRole('textbox', { name: 'Reply' }).waitFor()
  await page.keyboard.press('m')
  await page.getByText('The browser does not let this page use the microphone').waitFor()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByText('The browser does not let this page').waitFor({ state: 'detached' })
})

test('a visitor speaks instead of writing, and hears what is answered by voice', async () => {
  const context = await site.visit({ permissions: ['microphone'] })
  const page = await context.newPage()
  await page.goto(site.shop())
  const widget = await openWidgetOn(page)
  await widget.getByRole('button', { name: 'Write to us' }).click()
  await widget.getByRole('button', { name: 'Record a voice message' }).click()
  await widget.getByText('0:01', { exact: true }).waitFor()
  expect(await lookedAt(page, 'widget-voice-recording')).toEqual([])
  await widget.getByRole('button', { name: 'Attach the recording' }).click()
  await widget.getByRole('button', { name: /Remove Voice message 0m\d\d/ }).waitFor()
  await widget.getByRole('button', { name: 'Send', exact: true }).click()
  const log = widget.getByRole('log', { name: 'Messages' })
  await log.getByRole('button', { name: /Play Voice message 0m\d\d/ }).click()
  await log.locator('audio').waitFor()
  const [row] = (await site.care.get(site.eva, 'GET /api/v1/inbox', { query: { view: 'all' } })).items.filter(
    (each) => each.contact.name === '',
  )
  const { messages } = await site.care.open(site.eva, row?.id ?? '')
  expect(messages.flatMap(({ attachments }) => attachments)).toMatchObject([
    { mime: expect.stringMatching(/^audio\//) },
  ])
})

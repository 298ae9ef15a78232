import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type Site } from './site.ts'
import { openWidgetOn } from './widget-window.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('a file of the window that was replaced while the page was open costs one reload of the window, not the window', async () => {
  const page = await (await site.visit()).newPage()
  let refused = 0
  // What a new build does to whoever still has the old page: its file is gone.
  await page.route(/\/widget\/assets\/frame-.*\.js$/, (route) =>
    refused++ === 0 ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  )
  await page.goto(site.ownShop())
  const widget = await openWidgetOn(page)
  await widget.getByRole('button', { name: 'Write to us' }).waitFor()
  expect(refused).toBe(2)
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from './desk.ts'
import { aminaWaits, lookedAt, openSite, type Site } from './site.ts'

let site: Site
let conversation: string
beforeAll(async () => {
  site = await openSite()
  conversation = await aminaWaits(site)
})
afterAll(() => site?.[Symbol.asyncDispose]())

const CANNED = /\/assets\/canned-.*\.js$/
const toCanned = (page: Page) =>
  page.getByRole('navigation').getByRole('link', { name: 'Canned responses' }).first().click()
const typed = (page: Page) => page.getByRole('textbox', { name: 'Reply' }).inputValue()
const cannedIsShown = (page: Page) => page.getByRole('heading', { level: 1, name: 'Canned responses' }).waitFor()

test('a new release under an open page: what is gone there is fetched with a new page, and nothing typed is lost', async () => {
  await using desk = await openDesk(site, site.eva, `/inbox/all/${conversation}`)
  const { page } = desk
  const kept = page.waitForResponse(/\/drafts\/reply$/)
  await page.getByRole('textbox', { name: 'Reply' }).fill('We look into')
  await kept
  let gone = 0
  await page.route(CANNED, (route) => (gone++ === 0 ? route.fulfill({ status: 404, body: '' }) : route.continue()))
  await toCanned(page)
  await cannedIsShown(page)
  expect(gone).toBe(2)
  await desk.go(`/inbox/all/${conversation}`)
  await expect.poll(() => typed(page)).toBe('We look into')
})

test('who loads the page anew in the middle of a word has typed it all the same', async () => {
  await using desk = await openDesk(site, site.eva, `/inbox/all/${conversation}`)
  const { page } = desk
  await page.getByRole('textbox', { name: 'Reply' }).fill('We look into it and')
  await page.reload()
  await expect.poll(() => typed(page)).toBe('We look into it and')
})

test('without a line a part that is missing says so in its place, the rest goes on, and it comes when asked again', async () => {
  await using desk = await openDesk(site, site.eva, '/inbox/all')
  const { page } = desk
  await page.getByRole('option', { name: /Amina Haddad/ }).waitFor()
  const cut = [CANNED, /\/console\/canned$/]
  for (const path of cut) await page.route(path, (route) => route.abort())
  await toCanned(page)
  const said = page.getByRole('alert').filter({ hasText: 'This part could not be loaded' })
  await said.waitFor()
  expect(await lookedAt(page, 'console-part-missing')).toEqual([])
  await page.goBack()
  await page.getByRole('option', { name: /Amina Haddad/ }).waitFor()
  await page.goForward()
  for (const path of cut) await page.unroute(path)
  await said.getByRole('button', { name: 'Try again' }).click()
  await cannedIsShown(page)
})

test('a part that breaks takes nothing else with it', async () => {
  await using desk = await openDesk(site, site.eva, '/inbox/all')
  const { page } = desk
  await page.getByRole('option', { name: /Amina Haddad/ }).waitFor()
  await page.route(/\/api\/v1\/canned-responses/, (route) => route.fulfill({ json: { items: [null], next: null } }))
  await toCanned(page)
  const said = page.getByRole('alert').filter({ hasText: 'This part of the page has broken' })
  await said.waitFor()
  await page.goBack()
  await page.getByRole('option', { name: /Amina Haddad/ }).waitFor()
  await page.goForward()
  await page.unroute(/\/api\/v1\/canned-responses/)
  await said.getByRole('button', { name: 'Load the page anew' }).click()
  await cannedIsShown(page)
})

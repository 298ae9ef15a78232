import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.[Symbol.asyncDispose]())

describe.each([
  ['with a script', true],
  ['without a script', false],
])('%s', (how, javaScriptEnabled) => {
  test('a customer reads an article, writes by the form, mends what was wrong, and reads the answer on a page of their own', async () => {
    const context = await site.visit({ javaScriptEnabled, viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    await page.goto(`${site.url}/b/ondelle/?lang=en`)
    expect(javaScriptEnabled ? await lookedAt(page, 'portal-home') : []).toEqual([])
    await page.getByRole('searchbox', { name: 'Search in help' }).fill('puk')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('link', { name: 'Your phone asks for the PUK' }).click()
    await page.getByRole('heading', { level: 1, name: 'Your phone asks for the PUK' }).waitFor()
    expect(javaScriptEnabled ? await lookedAt(page, 'portal-article') : []).toEqual([])
    await page.getByRole('button', { name: 'No, not yet' }).click()
    await page.getByText('Thank you for telling us.').waitFor()

    await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Contact us' }).click()
    await page.getByLabel('E-mail address').fill('jonas at home')
    await page.getByLabel('Your message').fill('My line is noisy')
    await page.getByRole('button', { name: 'Send message' }).click()
    await page.getByRole('heading', { name: 'Please correct 3 fields' }).waitFor()
    expect(await page.title()).toContain('Contact us')
    expect(javaScriptEnabled ? await lookedAt(page, 'portal-faults') : []).toEqual([])
    await page.getByRole('link', { name: 'Enter your name.' }).click()
    await page.keyboard.type('Jonas')
    await page.getByLabel('E-mail address').fill('jonas@post.example')
    await page.getByLabel('What is it about?').selectOption({ label: 'Internet at home' })
    expect(await page.getByLabel('Your message').inputValue()).toBe('My line is noisy')
    site.care.app.clock.advance({ seconds: 30 })
    await page.getByRole('button', { name: 'Send message' }).click()

    await page.getByRole('heading', { level: 1, name: 'We have your message' }).waitFor()
    await page.getByText(/Your reference: OND/).waitFor()
    expect(javaScriptEnabled ? await lookedAt(page, 'portal-sent') : []).toEqual([])
    const inbox = await site.care.get(site.eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
    const row = inbox.items.find(({ contact, lastText }) => contact.name === 'Jonas' && lastText === 'My line is noisy')
    await page.getByLabel('Write more').fill(`Since Monday, ${how}`)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText(`Since Monday, ${how}`).waitFor()
    await site.care.reply(site.eva, row?.id ?? '', 'We look at your line tonight.')
    if (!javaScriptEnabled) await page.getByRole('link', { name: 'Look for an answer' }).click()
    await page.getByText('We look at your line tonight.').waitFor()
    await page.getByText('Eva, advisor').waitFor()
    expect(await context.cookies()).toEqual([])
    await context.close()
  })
})

test('what the pages run is at most 5 KB', () => {
  const scripts = globSync(join(import.meta.dirname, '../../dist/portal/assets/*.js')).filter(
    (path) => !path.includes('welcome'),
  )
  expect(scripts.length).toBeGreaterThan(0)
  expect(scripts.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0)).toBeLessThanOrEqual(5 * 1024)
})

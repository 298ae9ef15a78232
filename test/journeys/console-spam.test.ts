import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('spam is set aside by one key, taken back by another, and found again under its own view', async () => {
  const { care } = site
  const junk = await care.visitor('Win a telephone, click here', { name: 'Prize Office' })
  const other = await care.visitor('My bill is too high', { name: 'Omar Said' })
  await care.settle()
  await using desk = await openDesk(site, site.eva, `/inbox/all/${junk.id}`)
  const { page } = desk
  await page.getByRole('heading', { name: 'Prize Office', exact: true }).waitFor()
  await page.keyboard.press('h')
  // The next one is open already.
  await page.getByRole('heading', { name: 'Omar Said', exact: true }).waitFor()
  await page.getByText('Marked as spam', { exact: true }).waitFor()
  await page.keyboard.press('z')
  await page.getByText('No spam, back where it was').waitFor()

  await desk.go(`/inbox/all/${junk.id}`)
  await page.getByRole('heading', { name: 'Prize Office', exact: true }).waitFor()
  await page.keyboard.press('h')
  await page.getByRole('heading', { name: 'Omar Said', exact: true }).waitFor()
  await junk.writes('Last chance')
  await care.settle()
  await desk.go(`/inbox/spam/${junk.id}`)
  await page.getByText('Set aside as spam. What comes is kept and wakes nobody.').waitFor()
  await page.getByRole('log').getByText('Last chance').waitFor()
  await page.getByRole('button', { name: /^Not spam/ }).waitFor()
  await page.mouse.move(5, 500)
  expect(await lookedAt(page, 'console-spam')).toEqual([])
  await page.getByRole('button', { name: /^Not spam/ }).click()
  await page.getByRole('button', { name: /^Solve/ }).waitFor()
  expect((await care.open(site.eva, junk.id)).row.status).toBe('open')
  expect((await care.open(site.eva, other.id)).row.status).toBe('open')
})

test('on a phone, in the dark, in Arabic', async () => {
  const { care } = site
  const junk = await care.visitor('Win another telephone', { name: 'Prize Office' })
  await care.get(site.eva, 'PUT /api/v1/conversations/:id/spam', { params: { id: junk.id } })
  await care.settle()
  const look = { prefs: { lang: 'ar', theme: 'dark' }, width: 390, height: 844 }
  await using desk = await openDesk(site, site.eva, `/inbox/spam/${junk.id}`, look)
  await desk.page.getByText('وُضع جانبًا كغير مرغوب فيه', { exact: false }).waitFor()
  expect(await lookedAt(desk.page, 'console-spam-phone')).toEqual([])
})

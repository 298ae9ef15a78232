import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from './desk.ts'
import { aminaWaits, lookedAt, openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('an advisor leaves a reply for tomorrow by key, sees it wait, takes it back, and is told when the customer writes meanwhile', async () => {
  const visitor = await site.care.visitor('Is my line repaired?', {
    brand: 'ondelle',
    lang: 'en',
    name: 'Amina Haddad',
  })
  await using desk = await openDesk(site, site.eva, '/notices')
  const { page } = desk
  // An hour from now is an hour from when the server has it.
  await page.clock.setFixedTime(site.care.app.clock.now())
  await desk.go(`/inbox/all/${visitor.id}`)
  const text = page.getByRole('textbox', { name: 'Reply' })
  await page.getByRole('log').getByText('Is my line repaired?').waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('It will be by nine.')
  await page.keyboard.press('Control+Shift+L')
  const times = page.getByRole('dialog', { name: 'When it goes' })
  await times.getByRole('option', { name: /^Tomorrow morning/ }).waitFor()
  expect(await lookedAt(page, 'console-send-later-times')).toEqual([])
  await times.getByRole('option', { name: /^Tomorrow morning/ }).click()
  const card = page.getByRole('region', { name: 'Reply that waits' })
  await card.getByText('It will be by nine.').waitFor()
  await card.getByText(/^To be sent: .* · Eva Person$/).waitFor()
  expect(await text.inputValue()).toBe('')
  expect(await lookedAt(page, 'console-send-later')).toEqual([])

  await card.getByRole('button', { name: 'Put it into the composer' }).click()
  await expect.poll(() => text.inputValue()).toBe('It will be by nine.')
  await card.waitFor({ state: 'detached' })

  await page.keyboard.press('Control+Shift+L')
  await times.getByRole('option', { name: 'In an hour' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await card.waitFor()
  await visitor.writes('It works again.')
  site.care.app.clock.advance({ minutes: 61 })
  await site.care.settle()
  await card.getByText(/^Not sent: the customer has written since\./).waitFor()
  expect(await lookedAt(page, 'console-send-later-stopped')).toEqual([])
  expect(await visitor.sees()).not.toContain('agent: It will be by nine.')
  await card.getByRole('button', { name: 'Take it back' }).click()
  await card.waitFor({ state: 'detached' })
})

test('another time is asked for, and it is read on a phone, in the dark and from right to left', async () => {
  const id = await aminaWaits(site)
  await using phone = await openDesk(site, site.eva, `/inbox/all/${id}`, {
    width: 320,
    height: 700,
    prefs: { theme: 'dark' },
  })
  const { page } = phone
  await page.getByRole('textbox', { name: 'Reply' }).fill('We will call you.')
  await page.getByRole('button', { name: 'Send later' }).click()
  await page.getByRole('option', { name: 'Another time' }).click()
  const dialog = page.getByRole('dialog', { name: 'When it goes' })
  await dialog.getByRole('button', { name: 'Leave it for then' }).click()
  await dialog.getByText('Choose a time to come.').waitFor()
  await dialog.getByLabel('Day and time').fill('2027-01-04T10:00')
  await dialog.getByText('Send it also when the customer writes meanwhile').click()
  expect(await lookedAt(page, 'console-send-later-phone')).toEqual([])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Send later' }).click()
  await page.getByRole('option', { name: 'In an hour' }).click()
  await page.getByRole('region', { name: 'Reply that waits' }).getByText('We will call you.').waitFor()
  expect(await lookedAt(page, 'console-send-later-phone-card')).toEqual([])

  await using arabic = await openDesk(site, site.eva, `/inbox/all/${id}`, { prefs: { lang: 'ar' } })
  await arabic.page.getByRole('region', { name: 'رد في الانتظار' }).waitFor()
  expect(await lookedAt(arabic.page, 'console-send-later-arabic')).toEqual([])
})

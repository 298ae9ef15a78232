import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSla } from '#sla'
import { brandValues, type Person } from '../support/people.ts'
import { openDesk, shown } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let lea: Person
beforeAll(async () => {
  site = await openSite({ modules: [openSla] })
  const { care } = site
  lea = await care.person({ role: 'admin', brand: null })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
})
afterAll(() => site?.[Symbol.asyncDispose]())

const ics = (...lines: string[]) => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n')
const file = (text: string) => ({ name: 'holidays.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) })

test('a calendar is made, shows what it means, and takes holidays over from a file', async () => {
  await using desk = await openDesk(site, lea, '/settings/calendars')
  const { page } = desk
  await page.getByText('No calendar yet').waitFor()
  await page.getByRole('button', { name: 'New calendar' }).click()
  const form = page.getByRole('dialog', { name: 'New calendar' })
  // By keyboard, from field to field.
  await page.keyboard.type('Office')
  await form.getByRole('combobox', { name: 'Time zone' }).selectOption({ label: 'Europe/Brussels' })
  await form.getByRole('combobox', { name: 'Brand' }).selectOption({ label: 'Lumo' })
  const at = form.getByLabel('A message at')
  await at.fill('2026-11-27T16:30')
  await form.getByText(/is due Mon.*30.*10:30/).waitFor()
  await form.getByText(/closed Fri.*17:00.*Mon.*09:00/).waitFor()
  expect(await lookedAt(page, 'console-calendar')).toEqual([])
  await form.getByRole('tab', { name: /Holidays/ }).click()
  await form.getByRole('textbox', { name: 'Name' }).nth(1).fill('Day between')
  await form.getByLabel('Day', { exact: true }).fill('2026-11-30')
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await form.getByText(/is due Tue.*1.*10:30/).waitFor()
  await form.getByText(/holiday: Monday.*Day between/).waitFor()
  await form.getByRole('textbox', { name: 'Name' }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByText('Calendar created.').waitFor()

  const table = page.getByRole('table', { name: 'Calendars' })
  await table.getByRole('row', { name: /Monday–Friday 09:00–17:00/ }).waitFor()
  expect(await lookedAt(page, 'console-calendars')).toEqual([])
  await table.getByRole('button', { name: 'Office' }).click()
  const change = page.getByRole('dialog', { name: 'Office' })
  await change.getByRole('tab', { name: /Holidays/ }).click()
  const input = change.locator('input[type=file]')
  await input.setInputFiles(file(ics('BEGIN:VEVENT', 'SUMMARY:No day', 'END:VEVENT')))
  await change.getByText(/line 2 begins an event that says no day/).waitFor()
  expect(await lookedAt(page, 'console-calendar-import')).toEqual([])
  const christmas = [
    'BEGIN:VEVENT',
    'DTSTART;VALUE=DATE:20251225',
    'RRULE:FREQ=YEARLY',
    'SUMMARY:Christmas',
    'END:VEVENT',
  ]
  await input.setInputFiles(file(ics(...christmas)))
  await change.getByText('Taken over and saved: 1. There already: 0.').waitFor()
  await change
    .getByRole('list', { name: 'Holidays' })
    .getByText(/December 25 · every year/)
    .waitFor()
  await change.getByRole('button', { name: 'Save' }).click()
})

test('a service level is made by keyboard; every open conversation gets its clock and says why it is due', async () => {
  const { care } = site
  const amina = await care.visitor('Hello', { lang: 'en', name: 'Amina' })
  await using desk = await openDesk(site, lea, '/settings/levels')
  const { page } = desk
  await page.getByText('Nothing is promised yet').waitFor()
  expect(await lookedAt(page, 'console-levels-empty')).toEqual([])
  await page.getByRole('button', { name: 'New service level' }).click()
  const form = page.getByRole('dialog', { name: 'New service level' })
  await page.keyboard.type('Usual')
  await form.getByRole('combobox', { name: 'Brand' }).selectOption({ label: 'Lumo' })
  await form.getByRole('textbox', { name: 'First answer' }).fill('2')
  await form.getByRole('textbox', { name: 'Solution' }).fill('16')
  await form.getByRole('combobox', { name: /Counts by/ }).selectOption({ label: 'Office' })
  expect(await lookedAt(page, 'console-level')).toEqual([])
  await form.getByRole('button', { name: 'Create service level' }).click()
  await page.getByText('Service level created.').waitFor()
  await page.getByRole('row', { name: /Usual.*everything else.*Office/ }).waitFor()
  expect(await lookedAt(page, 'console-levels')).toEqual([])

  await care.settle()
  await desk.go(`/inbox/all/${amina.id}`)
  await shown(page)
  // The way of the keyboard: the button is reached and pressed, Escape closes.
  const clock = page.getByRole('button', { name: /Clocks: why it is due/ })
  await clock.focus()
  await page.keyboard.press('Enter')
  const why = page.getByRole('dialog', { name: /Clocks: why/ })
  await why.getByText('First answer').waitFor()
  await why
    .getByText(/2 hr of open time \(Office\)/)
    .first()
    .waitFor()
  expect(await lookedAt(page, 'console-clock')).toEqual([])
  await page.keyboard.press('Escape')
  await why.waitFor({ state: 'detached' })

  care.app.clock.advance({ hours: 3 })
  await care.settle()
  await desk.go(`/inbox/all/${amina.id}`)
  await shown(page)
  await page.getByText(/Overdue: the first answer/).waitFor()
  await clock.click()
  await why.getByText(/▲ Overdue/).waitFor()
  expect(await lookedAt(page, 'console-clock-late')).toEqual([])
})

test('on a phone, in Arabic and in the dark', async () => {
  const phone = { width: 320, height: 800, prefs: { lang: 'ar' } }
  await using pocket = await openDesk(site, lea, '/settings/calendars', phone)
  await pocket.page.getByRole('button', { name: 'Office' }).click()
  await pocket.page.getByRole('dialog').waitFor()
  expect(await lookedAt(pocket.page, 'console-calendar-phone-ar')).toEqual([])
  await pocket.go('/settings/levels')
  await pocket.page.getByRole('button', { name: 'Usual' }).click()
  await pocket.page.getByRole('dialog').waitFor()
  expect(await lookedAt(pocket.page, 'console-level-phone-ar')).toEqual([])
  await using dark = await openDesk(site, lea, '/settings/levels', { prefs: { theme: 'dark' } })
  await dark.page.getByRole('button', { name: 'Usual' }).click()
  await dark.page.getByRole('dialog').waitFor()
  expect(await lookedAt(dark.page, 'console-level-dark')).toEqual([])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Person } from '../support/people.ts'
import { brandValues } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let kim: Person
let lead: Person
beforeAll(async () => {
  site = await openSite()
  const { care } = site
  kim = await care.person({ role: 'advisor', brand: care.lumo })
  lead = await care.person({ role: 'lead', brand: care.lumo })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'nl'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
})
afterAll(() => site?.[Symbol.asyncDispose]())

async function answered(text: string, name: string): Promise<string> {
  const { care } = site
  const visitor = await care.visitor(text, { lang: 'en', name })
  await care.settle()
  await care.reply(kim, visitor.id, 'A mast is down; it is back by noon.')
  const solved = { params: { id: visitor.id }, body: { disposition: null } }
  await care.get(kim, 'PUT /api/v1/conversations/:id/solution', solved)
  await care.settle()
  return visitor.id
}

test('a lead defines what a good answer is and which conversations are picked', async () => {
  await using desk = await openDesk(site, lead, '/settings/reviews')
  const { page } = desk
  await page.getByText('No form yet').waitFor()
  await page.getByText('No rule yet').waitFor()
  expect(await lookedAt(page, 'console-review-settings-empty')).toEqual([])
  await page.getByRole('button', { name: 'New form' }).click()
  const form = page.getByRole('dialog', { name: 'New form' })
  await form.getByRole('textbox', { name: /^Name/ }).first().fill('Every answer')
  const first = form.getByRole('group', { name: 'Question 1' })
  await first
    .getByRole('textbox', { name: /^Question/ })
    .first()
    .fill('Does it solve what was asked?')
  await first
    .getByRole('textbox', { name: /^What a good/ })
    .first()
    .fill('What was asked is answered, in full.')
  await first.getByRole('combobox', { name: 'Weight' }).selectOption('3')
  await form.getByRole('button', { name: 'Add a question' }).click()
  const second = form.getByRole('group', { name: 'Question 2' })
  await second
    .getByRole('textbox', { name: /^Question/ })
    .first()
    .fill('Is what is private kept private?')
  await second.getByRole('combobox', { name: 'Scale' }).selectOption('yes-no')
  await second.getByRole('switch').press('Space')
  expect(await lookedAt(page, 'console-review-form')).toEqual([])
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('table', { name: 'Review forms' }).getByText('Every answer').waitFor()
  await page.getByRole('button', { name: 'New rule' }).click()
  const rule = page.getByRole('dialog', { name: 'New rule' })
  await rule.getByRole('textbox', { name: 'Name' }).fill('Three a week')
  expect(await lookedAt(page, 'console-review-rule')).toEqual([])
  await rule.getByRole('button', { name: 'Save' }).click()
  const rules = page.getByRole('table', { name: 'Which conversations are picked' })
  await rules.getByText('3 of each advisor a week').waitFor()
  await rules.getByText('0 of 0, by 0 advisors').waitFor()
  expect(await lookedAt(page, 'console-review-settings')).toEqual([])
})

test('a lead reviews by key, the advisor disputes, the lead settles and agrees what to do better', async () => {
  const id = await answered('Why is there no network?', 'Amina Haddad')
  await using desk = await openDesk(site, lead, `/inbox/all/${id}`)
  const { page } = desk
  await page.getByRole('log').getByText('A mast is down').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('x')
  const pick = page.getByRole('dialog', { name: 'Review the answers' })
  await pick.getByRole('combobox', { name: 'Form' }).waitFor()
  expect(await lookedAt(page, 'console-review-pick')).toEqual([])
  await pick.getByRole('button', { name: 'Begin the review' }).press('Enter')
  const sheet = page.getByRole('form', { name: 'Review form' })
  await page.getByRole('log').getByText('A mast is down').waitFor()
  await sheet
    .getByRole('group', { name: /Does it solve/ })
    .getByRole('radio', { name: '3' })
    .press('Space')
  await sheet
    .getByRole('group', { name: /kept private/ })
    .getByRole('radio', { name: 'Yes' })
    .press('Space')
  await sheet.getByRole('textbox', { name: /^Remark on: Does it solve/ }).fill('Where to look is not said.')
  await sheet.getByRole('textbox', { name: 'What you want to tell them' }).fill('Quick and friendly.')
  expect(await lookedAt(page, 'console-review-sheet')).toEqual([])
  await page.keyboard.press('Control+Enter')
  await page.getByText('Waits for the advisor').waitFor()
  await page.getByText('63 of 100').waitFor()

  await using seat = await openDesk(site, kim, '/today')
  await seat.page.getByRole('link', { name: 'One review of your answers is new' }).press('Enter')
  await seat.page.getByRole('link', { name: /Amina Haddad/ }).waitFor()
  expect(await lookedAt(seat.page, 'console-reviews-own')).toEqual([])
  await seat.page.getByRole('link', { name: /Amina Haddad/ }).press('Enter')
  await seat.page.getByText('Where to look is not said.').waitFor()
  await seat.page.getByRole('textbox', { name: 'What you want to say' }).fill('The map was down, too.')
  expect(await lookedAt(seat.page, 'console-review-answer')).toEqual([])
  await seat.page.getByRole('button', { name: 'I see it otherwise' }).press('Enter')
  await seat.page.getByText('Disputed', { exact: true }).waitFor()

  await page.getByText('The map was down, too.').waitFor()
  await page.getByRole('button', { name: 'Settle it' }).press('Enter')
  await sheet
    .getByRole('group', { name: /Does it solve/ })
    .getByRole('radio', { name: '5' })
    .press('Space')
  await sheet.getByRole('textbox', { name: 'Why it is so' }).fill('You are right.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('100 of 100').waitFor()
  await page.getByRole('button', { name: 'Write a coaching note' }).press('Enter')
  const note = page.getByRole('dialog', { name: 'Write a coaching note' })
  await note.getByRole('textbox', { name: 'What is agreed' }).fill('Say where to look when the map is down.')
  expect(await lookedAt(page, 'console-coaching-note')).toEqual([])
  await note.getByRole('button', { name: 'Save' }).press('Enter')
  await note.waitFor({ state: 'detached' })
  expect(await lookedAt(page, 'console-review-settled')).toEqual([])

  await seat.page.getByText('You are right.').waitFor()
  await seat.page.keyboard.press('g')
  await seat.page.keyboard.press('w')
  await seat.page.getByText('Say where to look when the map is down.').waitFor()
  await seat.page.getByRole('button', { name: 'Done' }).press('Enter')
  await seat.page.getByRole('button', { name: 'Not done after all' }).waitFor()
})

test('what waits, the trend and the notes stand on one page, also on a phone in Arabic and in the dark', async () => {
  const { care } = site
  const forms = await care.get(lead, 'GET /api/v1/review-forms')
  const conversation = await answered('How much is roaming?', 'Karim')
  const params = { id: conversation, review: newId() }
  const body = { agent: kim.id, form: forms.items[0]?.id }
  await care.get(lead, 'PUT /api/v1/conversations/:id/reviews/:review', { params, body })
  await using desk = await openDesk(site, lead, '/reviews')
  const { page } = desk
  const table = page.getByRole('table', { name: 'Reviews' })
  await table.getByRole('link', { name: /Karim/ }).waitFor()
  expect(await lookedAt(page, 'console-reviews')).toEqual([])
  await page.getByRole('tab', { name: 'Trend' }).click()
  await page.getByText('Everything that was asked for was reached').waitFor()
  expect(await lookedAt(page, 'console-reviews-trend')).toEqual([])
  await page.getByRole('tab', { name: 'Coaching notes' }).click()
  await page.getByText('Say where to look when the map is down.').waitFor()
  expect(await lookedAt(page, 'console-reviews-notes')).toEqual([])
  await page.getByRole('tab', { name: 'Reviews', exact: true }).click()
  await table.getByRole('link', { name: /Karim/ }).click()
  await page.getByRole('button', { name: 'Do not review this' }).click()
  await page.getByRole('option', { name: 'It is too private to be read' }).click()
  await page.getByText('It was dropped: it is too private to be read.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('form', { name: 'Review form' }).waitFor()

  const phone = { width: 390, height: 800, prefs: { lang: 'ar', theme: 'dark' as const } }
  await using pocket = await openDesk(site, lead, `/reviews/${params.review}`, phone)
  await pocket.page.getByRole('form').waitFor()
  expect(await lookedAt(pocket.page, 'console-review-phone-ar')).toEqual([])
  await pocket.page.goto(pocket.page.url().replace(`/${params.review}`, ''))
  await pocket.page.getByRole('table').first().waitFor()
  expect(await lookedAt(pocket.page, 'console-reviews-phone-ar')).toEqual([])
})

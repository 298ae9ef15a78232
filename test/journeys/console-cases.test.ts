import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Visitor } from '../support/care.ts'
import type { Person } from '../support/people.ts'
import { brandValues } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let lea: Person
beforeAll(async () => {
  site = await openSite()
  const { care } = site
  lea = await care.person({ role: 'admin', brand: null })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'nl'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
})
afterAll(() => site?.[Symbol.asyncDispose]())

async function writes(text: string): Promise<Visitor> {
  site.care.app.clock.advance({ minutes: 3 })
  const visitor = await site.care.visitor(text, { name: 'Amina Benali', lang: 'en' })
  await site.care.settle()
  return visitor
}
const contactOf = async ({ id }: Visitor) => (await site.care.open(site.care.admin, id)).row.contact.id

async function sameTwice(first: string, second: string): Promise<[Visitor, Visitor]> {
  const [one, other] = [await writes(first), await writes(second)]
  const body = { id: newId(), other: await contactOf(other) }
  await site.care.get(lea, 'POST /api/v1/contacts/:id/merges', { params: { id: await contactOf(one) }, body })
  await site.care.settle()
  return [one, other]
}

test('the same matter in a second conversation: seen why, joined by one key, taken back, and found by its reference', async () => {
  const [first, second] = await sameTwice('My SIM card is blocked since Monday', 'The SIM card is still blocked')
  const { row } = await site.care.open(lea, first.id)
  await using desk = await openDesk(site, lea, `/inbox/all/${second.id}`)
  const { page } = desk
  const card = page.getByRole('region', { name: /^Case / })
  await card.getByText(`May be the same matter as ${row.reference} (Received)`).waitFor()
  await card.getByText(/Same customer · both say: .*sim.* · the same day/).waitFor()
  expect(await lookedAt(page, 'console-case-suggested')).toEqual([])

  // By keyboard alone: `c` leads to the case, one key joins.
  await page.keyboard.press('c')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('case-card')
  await page.keyboard.press('Shift+J')
  await page.getByText('Joined. The customer has one reference for both.').waitFor()
  await page.getByRole('heading', { name: `Case ${row.reference}` }).waitFor()
  await card.getByText(/joined by suggestion/).waitFor()
  expect(await lookedAt(page, 'console-case-joined')).toEqual([])
  await page.keyboard.press('z')
  await card.getByText(/joined by suggestion/).waitFor({ state: 'detached' })

  // The customer says which matter it is.
  await card.getByRole('button', { name: 'Join another case' }).click()
  await card.getByRole('textbox', { name: 'Reference of the case' }).fill('AUR-000-0000')
  await page.keyboard.press('Enter')
  await card.getByText(/No case that you may see has this reference/).waitFor()
  expect(await lookedAt(page, 'console-case-unknown')).toEqual([])
  await card
    .getByRole('textbox', { name: 'Reference of the case' })
    .fill(row.reference.toLowerCase().replaceAll('-', ' '))
  await page.keyboard.press('Enter')
  await card.getByText(/joined by an advisor/).waitFor()

  // From the case to its other conversation and back; there it cannot be split, here it can.
  await card.getByRole('list', { name: 'Conversations of the case' }).getByRole('button', { name: /Chat/ }).click()
  await expect.poll(() => page.url()).toContain(first.id)
  await card.getByRole('button', { name: 'Split off' }).click()
  await page.getByText('Split off into its own case.').waitFor()
  await card.getByText(/joined by an advisor/).waitFor({ state: 'detached' })
})

test('what happened in a case, in order; what shows that a promise was kept, in words and as a file', async () => {
  const visitor = await writes('My SIM card is blocked')
  await using desk = await openDesk(site, lea, `/inbox/all/${visitor.id}`)
  const { page } = desk
  const card = page.getByRole('region', { name: /^Case / })
  await card.getByRole('button', { name: 'What happened' }).click()
  const told = card.getByRole('list', { name: 'What happened' })
  await told.getByText('Began: Chat').waitFor()
  const due = new Date(site.care.app.clock.now().getTime() + 86_400_000).toISOString()
  const promise = { id: newId(), kind: 'call', what: 'We will call you tomorrow', due } as const
  await site.care.get(lea, 'POST /api/v1/conversations/:id/promises', { params: { id: visitor.id }, body: promise })
  // It is told by itself, wherever the promise was made.
  await told.getByText('Promised: We will call you tomorrow').waitFor()
  await card.getByRole('button', { name: 'It is done' }).click()
  await told.getByText('Kept: We will call you tomorrow').waitFor()

  await card.getByRole('button', { name: 'Add what shows it' }).click()
  const form = page.getByRole('dialog', { name: 'What shows that it was done' })
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('Say what shows it, or choose a file.').waitFor()
  await form.getByRole('textbox', { name: 'In words' }).fill('Spoke with Amina at 15:02')
  const file = { name: 'call.txt', mimeType: 'text/plain', buffer: Buffer.from('4 minutes') }
  await form.getByLabel('Choose a file').first().setInputFiles(file)
  await form.getByText('call.txt').waitFor()
  expect(await lookedAt(page, 'console-promise-proof')).toEqual([])
  await expect.poll(() => form.getByRole('button', { name: 'Save' }).isEnabled()).toBe(true)
  await form.getByRole('button', { name: 'Save' }).click()
  await card.getByText('Shown by: Spoke with Amina at 15:02').waitFor()
  const link = card.getByRole('link', { name: 'Open the file' })
  const href = (await link.getAttribute('href')) ?? ''
  expect((await site.care.app.fetch(href, { session: lea.session })).status).toBe(200)
  expect(await lookedAt(page, 'console-case-timeline')).toEqual([])
})

test('a colleague joins it: the card of everybody else follows by itself', async () => {
  const [first, second] = await sameTwice(
    'My bill is much too high this month',
    'Again about the bill that is too high',
  )
  await using desk = await openDesk(site, lea, `/inbox/all/${first.id}`)
  const card = desk.page.getByRole('region', { name: /^Case / })
  await card.getByText(/May be the same matter/).waitFor()
  const { case: older } = await site.care.get(lea, 'GET /api/v1/conversations/:id/case', { params: { id: first.id } })
  const body = { case: older.id, how: 'person' }
  await site.care.get(site.care.admin, 'PUT /api/v1/conversations/:id/case', { params: { id: second.id }, body })
  await card.getByText(/joined by an advisor/).waitFor()
})

test('on a phone, in Arabic and in the dark', async () => {
  const [, second] = await sameTwice('The fibre line is down again', 'Fibre line still down')
  const look = { width: 320, height: 700, prefs: { lang: 'ar', theme: 'dark' } }
  await using desk = await openDesk(site, lea, `/inbox/all/${second.id}`, look)
  await desk.page.getByRole('button', { name: /عرض القضية/ }).click()
  await desk.page.getByText(/قد تكون المسألة نفسها/).waitFor()
  expect(await lookedAt(desk.page, 'console-case-phone-ar')).toEqual([])
})

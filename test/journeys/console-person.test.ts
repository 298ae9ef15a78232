import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
  for (const name of ['Amina Haddad', 'Karim Haddad'])
    await site.care.visitor('Bonjour', { brand: 'ondelle', lang: 'fr', name })
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('a note on a customer is written beside the conversation, read on another screen, changed, pinned, removed and brought back', async () => {
  await using desk = await openDesk(site, site.eva, '/contacts')
  await using other = await openDesk(site, site.eva, '/contacts')
  const { page } = desk
  for (const each of [page, other.page]) {
    await each.getByRole('link', { name: 'Amina Haddad' }).click()
    await each.getByRole('heading', { level: 1, name: 'Amina Haddad' }).waitFor()
  }
  const notes = page.getByRole('region', { name: 'Notes on the customer' })
  await notes.getByText('No notes yet.').waitFor()
  await page.keyboard.press('Shift+F')
  const write = page.getByRole('dialog', { name: 'Write a note' })
  await write.getByRole('textbox', { name: 'What colleagues should know' }).fill('Prefers to be called in the morning')
  expect(await lookedAt(page, 'console-person-note')).toEqual([])
  await write.getByRole('button', { name: 'Save' }).click()
  await notes.getByText('Prefers to be called in the morning').waitFor()
  await other.page.getByText('Prefers to be called in the morning').waitFor()

  await notes.getByRole('button', { name: /^Change: Prefers/ }).click()
  const change = page.getByRole('dialog', { name: 'Change' })
  await change.getByRole('textbox', { name: 'What colleagues should know' }).fill('Prefers evenings')
  await change.getByRole('button', { name: 'Save' }).click()
  await notes.getByText('Changed once').waitFor()
  await notes.getByRole('button', { name: /^Pin: Prefers/ }).click()
  await notes.getByText('pinned').waitFor()
  expect(await lookedAt(page, 'console-person-notes')).toEqual([])
  await notes.getByRole('button', { name: /^Remove: Prefers/ }).click()
  await notes.getByText('No notes yet.').waitFor()
  await page.keyboard.press('z')
  await notes.getByText('Prefers evenings').waitFor()
})

test('consent is withdrawn for one channel, with who recorded it and the proof', async () => {
  await using desk = await openDesk(site, site.eva, '/contacts')
  const { page } = desk
  await page.getByRole('link', { name: 'Karim Haddad' }).click()
  const consents = page.getByRole('region', { name: 'Consents' })
  await consents.getByRole('button', { name: 'Record a consent' }).waitFor()
  await page.keyboard.press('Shift+C')
  const record = page.getByRole('dialog', { name: 'Record a consent' })
  await record.getByRole('combobox', { name: 'Channel' }).selectOption({ label: 'by SMS' })
  await record.getByRole('combobox', { name: 'What was said' }).selectOption({ label: 'withdrawn' })
  await record.getByRole('textbox', { name: 'How we know' }).fill('answered STOP')
  await record.getByRole('button', { name: 'Save' }).click()
  await consents.getByText('Offers and news · by SMS').waitFor()
  await page.getByText('All that was recorded').click()
  await page.getByRole('listitem').filter({ hasText: 'answered STOP' }).nth(1).waitFor()
  expect(await lookedAt(page, 'console-person-consents')).toEqual([])
})

test('what a brand wants to know is defined, said beside the conversation, taken back, and asked for before solving', async () => {
  const lead = await site.care.person({ role: 'lead', brand: null })
  await using settings = await openDesk(site, lead, '/settings/attributes')
  const define = settings.page
  await define.getByText('Nothing is asked yet').waitFor()
  await define.getByRole('button', { name: 'New attribute' }).click()
  const dialog = define.getByRole('dialog', { name: 'New attribute' })
  await dialog.getByRole('combobox', { name: 'Brand' }).selectOption({ label: 'Ondelle' })
  await dialog.getByRole('combobox', { name: 'Of what' }).selectOption({ label: 'the conversation' })
  await dialog.getByRole('textbox', { name: 'Name · French' }).fill('Lignes')
  await dialog.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Number' })
  expect(await lookedAt(define, 'console-attribute')).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await define.getByText('Attribute created.').waitFor()
  await define.getByRole('button', { name: 'Lignes' }).waitFor()
  expect(await lookedAt(define, 'console-attributes')).toEqual([])

  await using desk = await openDesk(site, site.eva, '/contacts')
  const { page } = desk
  await page.getByRole('link', { name: 'Amina Haddad' }).click()
  await page.getByRole('region', { name: 'Conversations' }).getByRole('link').first().click()
  const card = page.getByRole('region', { name: 'Attributes' })
  await card.getByText('not known').waitFor()
  await page.keyboard.press('Shift+Q')
  const say = page.getByRole('dialog', { name: 'Attributes' })
  await say.getByRole('textbox', { name: 'Lignes' }).fill('many')
  await page.keyboard.press('Enter')
  await say.getByText('Write a number, like 12 or 12.5.').waitFor()
  await say.getByRole('textbox', { name: 'Lignes' }).fill('3')
  await page.keyboard.press('Enter')
  await card.getByRole('link', { name: /^Lignes: 3/ }).waitFor()
  expect(await lookedAt(page, 'console-person-beside')).toEqual([])
  await page.keyboard.press('z')
  await card.getByText('not known').waitFor()
})

test('all that happened with a customer stands in one list, narrowed by what it is, and walked by key', async () => {
  await using desk = await openDesk(site, site.eva, '/contacts')
  const { page } = desk
  await page.getByRole('link', { name: 'Karim Haddad' }).click()
  const list = page.getByRole('region', { name: 'Timeline' })
  await list.getByText('First seen').waitFor()
  await list.getByRole('combobox', { name: 'What' }).selectOption({ label: 'Conversations' })
  await list.getByText('First seen').waitFor({ state: 'detached' })
  await list.getByRole('combobox', { name: 'What' }).selectOption({ label: 'Everything' })
  await list.getByText('First seen').waitFor()
  expect(await lookedAt(page, 'console-person-timeline')).toEqual([])
  await page.getByRole('heading', { level: 1 }).click()
  for (let n = 0; n < 9 && !(await page.evaluate(() => document.activeElement?.tagName === 'A')); n += 1)
    await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Attributes' }).waitFor()
})

test('who has the same number is suggested beside the conversation, told apart and taken back, then merged by one key', async () => {
  const { pool } = site.care.app.app.database
  const numbers = [
    ['Amina Haddad', 'sms'],
    ['Karim Haddad', 'whatsapp'],
  ]
  for (const [name, channel] of numbers)
    await pool.query(
      `insert into people.identity (id, contact_id, brand_id, channel, handle, handle_key, level, created_at)
       select gen_random_uuid(), id, brand_id, $2, '+33639980001', '+33639980001', 'channel', now() from people.contact where name = $1`,
      [name, channel],
    )
  await using desk = await openDesk(site, site.eva, '/contacts')
  const { page } = desk
  await page.getByRole('link', { name: 'Amina Haddad' }).click()
  await page.getByRole('region', { name: 'Conversations' }).getByRole('link').first().click()
  const card = page.getByRole('region', { name: 'Perhaps the same person' })
  await card.getByText('same verified number or address').waitFor()
  expect(await lookedAt(page, 'console-person-duplicate')).toEqual([])
  await page.keyboard.press('Shift+E')
  await page.getByText('Kept: not the same person.').waitFor()
  await card.waitFor({ state: 'detached' })
  await page.keyboard.press('z')
  await card.waitFor()
  await page.keyboard.press('Shift+H')
  await page.getByText('Merged with Karim Haddad.').waitFor()
  await card.waitFor({ state: 'detached' })
  await page.keyboard.press('z')
  await card.getByRole('link', { name: 'Karim Haddad' }).waitFor()
})

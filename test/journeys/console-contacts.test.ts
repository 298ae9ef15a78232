import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
  for (const name of ['Amina Haddad', 'Amina H.', 'Karim Haddad'])
    await site.care.visitor('Bonjour', { brand: 'ondelle', lang: 'fr', name })
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('an advisor finds a customer who is there twice, sees what becomes of both, merges them and takes it back', async () => {
  await using desk = await openDesk(site, site.eva, '/contacts')
  const { page } = desk
  await page.getByRole('textbox', { name: 'Find customers' }).fill('amina')
  await page.keyboard.press('Enter')
  await page.getByRole('cell', { name: 'Karim Haddad' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Amina Haddad' }).click()
  await page.getByRole('heading', { level: 1, name: 'Amina Haddad' }).waitFor()
  const talks = page.getByRole('region', { name: 'Conversations' }).getByRole('listitem')
  await expect.poll(() => talks.count()).toBe(1)

  await page.keyboard.press('Shift+M')
  const dialog = page.getByRole('dialog', { name: 'Merge two customers' })
  await dialog.getByRole('searchbox', { name: 'The other one' }).fill('Amina')
  await dialog.getByRole('button', { name: /^Amina H\./ }).click()
  const compared = dialog.getByRole('table', { name: 'Both and what they become' })
  expect(await compared.getByRole('row', { name: /^Name/ }).getByRole('cell').allTextContents()).toEqual([
    'Amina Haddad',
    'Amina H.',
    'Amina Haddad',
  ])
  expect(await lookedAt(page, 'console-merge')).toEqual([])
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await page.getByText('Merged into Amina Haddad.').waitFor()
  const same = page.getByRole('region', { name: 'The same person' })
  await same.getByText('Amina H.').waitFor()
  await expect.poll(() => talks.count()).toBe(2)

  await page.keyboard.press('z')
  await page.getByText('Merge taken back.').waitFor()
  await same.waitFor({ state: 'detached' })
  await expect.poll(() => talks.count()).toBe(1)
})

test('consents are given and withdrawn, and somebody acts for another until it is revoked', async () => {
  await using desk = await openDesk(site, site.eva, '/contacts')
  const { page } = desk
  await page.getByRole('link', { name: 'Karim Haddad' }).click()
  const consents = page.getByRole('region', { name: 'Consents' })
  await consents.getByRole('button', { name: 'Record a consent' }).click()
  const record = page.getByRole('dialog', { name: 'Record a consent' })
  await record.getByRole('combobox', { name: 'What for' }).selectOption({ label: 'Surveys' })
  await record.getByRole('button', { name: 'Save' }).click()
  await record.getByText('Say how we know.').waitFor()
  await record.getByRole('textbox', { name: 'How we know' }).fill('said on the phone')
  await page.keyboard.press('Enter')
  await consents.getByText('given', { exact: true }).waitFor()
  await consents.getByRole('button', { name: 'Withdraw: Surveys' }).click()
  await page.getByRole('textbox', { name: 'How we know' }).fill('wrote a letter')
  await page.keyboard.press('Enter')
  await consents.getByText('withdrawn', { exact: true }).waitFor()

  const mandates = page.getByRole('region', { name: 'Acts for' })
  await page.keyboard.press('Shift+A')
  const give = page.getByRole('dialog', { name: 'Add a mandate' })
  await give.getByRole('searchbox', { name: 'For whom' }).fill('amina haddad')
  await give.getByRole('button', { name: /^Amina Haddad/ }).click()
  await give.getByRole('textbox', { name: 'As what' }).fill('son')
  await give.getByRole('textbox', { name: 'In what' }).fill('bills')
  await give.getByRole('textbox', { name: 'On what proof' }).fill('signed letter')
  await give.getByLabel('Last day').fill('2027-01-31')
  await give.getByRole('button', { name: 'Save' }).click()
  await mandates.getByText('until Jan 31, 2027').waitFor()
  expect(await lookedAt(page, 'console-contact')).toEqual([])
  await mandates.getByRole('button', { name: 'Revoke: Amina Haddad' }).click()
  await mandates.getByText('Acts for nobody else.').waitFor()
  await page.keyboard.press('z')
  await mandates.getByRole('link', { name: 'Amina Haddad' }).waitFor()
})

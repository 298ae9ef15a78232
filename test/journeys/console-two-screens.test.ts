import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openDesk } from './desk.ts'
import { aminaWaits, openSite, type Site } from './site.ts'

let site: Site
let conversation: string
beforeAll(async () => {
  site = await openSite()
  conversation = await aminaWaits(site)
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('what is put back to unread on one screen is unread on the other, and after a new start', async () => {
  await using office = await openDesk(site, site.eva, `/inbox/all/${conversation}`)
  await office.page.getByRole('heading', { level: 1, name: 'Amina Haddad' }).waitFor()
  const unread = { name: /Amina Haddad.*unread/ }
  await office.page.getByRole('option', { name: /Amina Haddad/ }).waitFor()
  await office.page.getByRole('option', unread).waitFor({ state: 'detached' })
  await using home = await openDesk(site, site.eva, '/inbox/all')
  await home.page.getByRole('option', { name: /Amina Haddad/ }).waitFor()
  expect(await home.page.getByRole('option', unread).count()).toBe(0)

  await office.page.getByRole('textbox', { name: 'Reply' }).waitFor()
  await office.page.keyboard.press('u')
  await home.page.getByRole('option', unread).waitFor()
  await home.page.reload()
  await home.page.getByRole('option', unread).waitFor()
  await office.page.keyboard.press('z')
  await home.page.getByRole('option', unread).waitFor({ state: 'detached' })
})

test('a mention comes into the list of mentions by itself', async () => {
  await using desk = await openDesk(site, site.eva, '/inbox/mentions')
  await desk.page.getByText('Nothing waits here.').waitFor()
  await site.care.get(site.care.admin, 'POST /api/v1/conversations/:id/notes', {
    params: { id: conversation },
    body: { id: newId(), text: 'look at this', mentions: [site.eva.id] },
  })
  await desk.page.getByRole('option', { name: /Amina Haddad/ }).waitFor()
})

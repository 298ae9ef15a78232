import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from './desk.ts'
import { openSite, type Site } from './site.ts'

let site: Site
let contact: string
beforeAll(async () => {
  site = await openSite()
  const { id } = await site.care.visitor('Bonjour', { brand: 'ondelle', lang: 'fr', name: 'Amina Hadad' })
  contact = (await site.care.open(site.eva, id)).row.contact.id
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('what a colleague changes at a customer shows on the open page', async () => {
  const { admin, get, settle } = site.care
  await using desk = await openDesk(site, site.eva, '/inbox/all')
  const { page } = desk
  await page.clock.install()
  await desk.go(`/contacts/${contact}`)
  await page.getByRole('heading', { level: 1, name: 'Amina Hadad' }).waitFor()
  const params = { id: contact }
  await get(admin, 'PUT /api/v1/contacts/:id/name', { params, body: { name: 'Amina Haddad' } })
  await settle()
  await page.getByRole('heading', { level: 1, name: 'Amina Haddad' }).waitFor()

  await get(admin, 'PUT /api/v1/contacts/:id/consents/:purpose', {
    params: { ...params, purpose: 'surveys' },
    body: { given: true, how: 'said on the phone' },
  })
  const consents = page.getByRole('region', { name: 'Consents' })
  expect(await consents.getByText('given', { exact: true }).count()).toBe(0)
  await page.clock.fastForward(11_000)
  await consents.getByText('given', { exact: true }).waitFor()
})

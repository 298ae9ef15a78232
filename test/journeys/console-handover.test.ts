import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../support/people.ts'
import { brandValues } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let lea: Person
let noor: Person
beforeAll(async () => {
  site = await openSite()
  const { care } = site
  for (const [slug, id, name] of [
    ['lumo', care.lumo, 'Lumo'],
    ['vela', care.vela, 'Vela'],
  ] as const) {
    const body = brandValues(slug, { name, languages: ['en', 'nl'], firstHolder: 'queue' })
    await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id }, body })
  }
  // Times are chosen by the browser's clock.
  care.app.clock.set(new Date().toISOString())
  lea = await care.person({ role: 'lead', brand: care.lumo })
  noor = await care.person({ role: 'lead', brand: care.vela })
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('handed to a sister brand: what goes is chosen, the customer says yes, a named person takes it, all three see it', async () => {
  const { care } = site
  const visitor = await care.visitor('I want fibre from you and from Vela', { name: 'Amina Benali', lang: 'en' })
  await care.settle()
  await using desk = await openDesk(site, lea, `/inbox/all/${visitor.id}`)
  const { page } = desk
  const card = page.getByRole('region', { name: /^Case / })
  await card.getByRole('button', { name: 'Hand over to a sister brand' }).click()
  const form = page.getByRole('dialog', { name: 'Hand over to a sister brand' })
  await form.getByRole('button', { name: 'Ask the customer' }).click()
  await form.getByText('Say in a few words what it is about.').waitFor()
  expect(await lookedAt(page, 'console-handover-form')).toEqual([])
  await form.getByRole('textbox', { name: 'What it is about' }).fill('Fibre at a new address')
  await form.getByRole('combobox', { name: 'To which brand' }).selectOption({ label: 'Vela' })
  await form.getByRole('combobox', { name: 'Who takes it there' }).selectOption(noor.id)
  await form.getByText(/^Language: /).click()
  await form.getByRole('button', { name: 'Ask the customer' }).click()
  await card.getByText('The customer is asked').waitFor()
  const reply = page.getByRole('textbox', { name: 'Reply' })
  await expect.poll(() => reply.inputValue()).toContain('/b/lumo/case/')
  expect(await lookedAt(page, 'console-handover-asked')).toEqual([])
  const path = new URL((await reply.inputValue()).trim()).pathname

  const context = await site.browser.newContext()
  await using own = { page: await context.newPage(), [Symbol.asyncDispose]: () => context.close() }
  await own.page.goto(`${site.url}${path}?lang=en`)
  await own.page.getByRole('heading', { name: 'May Vela go on with this?' }).waitFor()
  await own.page.getByText('Fibre at a new address').waitFor()
  expect(await own.page.getByText('Language', { exact: true }).count()).toBe(0)
  expect(await lookedAt(own.page, 'portal-case-handover')).toEqual([])
  await own.page.getByRole('button', { name: 'Yes, pass it on' }).click()
  await own.page.getByText('Thank you. It is on its way there.').waitFor()
  await care.settle()
  await card.getByText('Agreed, not taken yet').waitFor()

  const [there] = (await care.get(noor, 'GET /api/v1/inbox', { query: { view: 'all' } })).items
  await using sister = await openDesk(site, noor, `/inbox/all/${there?.id}`)
  const theirs = sister.page.getByRole('region', { name: /^Case / })
  await theirs.getByText('From Lumo').waitFor()
  expect(await lookedAt(sister.page, 'console-handover-arrived')).toEqual([])
  await theirs.getByRole('button', { name: 'I take it' }).click()
  await sister.page.getByText('It is yours now. The customer and who asked see it.').waitFor()
  await care.settle()
  await card.getByText('Taken', { exact: true }).waitFor()
  await card.getByText(`Reference there: ${there?.reference}`).waitFor()
  await own.page.goto(`${site.url}${path}?lang=en`)
  await own.page.getByText(`Your reference at Vela: ${there?.reference}`).waitFor()
})

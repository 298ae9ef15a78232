import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { brandValues } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let care: Site['care']

beforeAll(async () => {
  site = await openSite()
  care = site.care
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'nl'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
  const values = { id: newId(), brand: care.lumo, name: { en: 'General' }, push: true, offer: 60 }
  await care.get(care.admin, 'POST /api/v1/queues', { body: values })
})
afterAll(() => site?.[Symbol.asyncDispose]())

async function writes(text: string, name: string): Promise<string> {
  care.app.clock.advance({ seconds: 1 })
  const { id } = await care.visitor(text, { lang: 'en', name })
  await care.settle()
  return id
}

test('an offer comes with who, why and how long; accepted and declined by key', async () => {
  await using desk = await openDesk(site, site.eva, '/inbox/mine')
  const { page } = desk
  await page.getByRole('button', { name: /Away/ }).waitFor()
  await care.get(site.eva, 'PUT /api/v1/presence', { body: { state: 'available' } })
  await writes('My SIM is blocked since this morning, and I am abroad', 'Amina Diallo')
  const card = page.getByRole('article', { name: 'Amina Diallo is waiting for you' })
  await card.getByText(/My SIM is blocked/).waitFor()
  await card.getByText(/the only one who fitted/).waitFor()
  await card.getByRole('timer').waitFor()
  await expect.poll(() => page.title()).toMatch(/^\(1 offered\)/)
  expect(await lookedAt(page, 'console-offer')).toEqual([])
  await page.keyboard.press('Shift+I')
  await page.getByRole('heading', { level: 1, name: 'Amina Diallo' }).waitFor()
  await card.waitFor({ state: 'detached' })
  expect(await page.title()).not.toMatch(/offered/)

  const second = await writes('And my bill', 'Bram de Wit')
  await page.getByRole('article', { name: /Bram de Wit/ }).waitFor()
  await page.keyboard.press('Shift+D')
  await page.getByText(/Declined/).waitFor()
  expect((await care.open(care.admin, second)).row.assignee).toBeNull()

  // Somebody else takes it: the card goes by itself.
  const third = await writes('Hello', 'Cleo')
  const noor = await care.person({ role: 'advisor', brand: care.lumo })
  const cleo = page.getByRole('article', { name: /Cleo/ })
  await cleo.waitFor()
  await care.get(care.admin, 'PUT /api/v1/conversations/:id/assignment', {
    params: { id: third },
    body: { agent: noor.id },
  })
  await cleo.waitFor({ state: 'detached' })
})

test('several at once on a phone, in the dark, in Arabic; the queue says how long it asks', async () => {
  for (const name of ['Dara', 'Elif', 'Femi', 'Gita']) await writes('Hello', name)
  const phone = { width: 390, height: 800, prefs: { lang: 'ar', theme: 'dark' } }
  await using pocket = await openDesk(site, site.eva, '/inbox/mine', phone)
  await pocket.page.getByRole('article').nth(2).waitFor()
  await pocket.page.getByText('أخرى').waitFor()
  expect(await lookedAt(pocket.page, 'console-offers-phone-ar')).toEqual([])
  await pocket.page.getByRole('article', { name: /Dara/ }).getByRole('button', { name: 'قبول' }).click()
  await pocket.page.getByRole('heading', { level: 1, name: 'Dara' }).waitFor()

  const lea = await care.person({ role: 'admin', brand: null })
  await using desk = await openDesk(site, lea, '/settings/queues')
  await desk.page.getByRole('button', { name: 'General' }).click()
  const form = desk.page.getByRole('dialog', { name: 'General' })
  await form.getByRole('combobox', { name: /Asks first/ }).selectOption({ label: 'yes, for 20 sec' })
  await form.getByRole('button', { name: 'Save' }).click()
  await desk.page.getByRole('row', { name: /offered to who is free, for 20 sec/ }).waitFor()
})

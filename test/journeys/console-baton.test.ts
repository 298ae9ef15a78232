import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Person } from '../support/people.ts'
import { brandValues } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let eva: Person
let noor: Person
beforeAll(async () => {
  site = await openSite()
  const { care } = site
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'nl'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
  // What the customer was told is to come by the browser's clock, too; who was signed in long before is not any more.
  care.app.clock.set(new Date().toISOString())
  const admin = await care.person({ role: 'admin', brand: null })
  for (const en of ['Day', 'Night'])
    await care.get(admin, 'POST /api/v1/queues', { body: { id: newId(), brand: care.lumo, name: { en }, push: false } })
  eva = await care.person({ role: 'advisor', brand: care.lumo })
  noor = await care.person({ role: 'advisor', brand: care.lumo })
  for (const who of [eva, noor]) await care.get(who, 'PUT /api/v1/presence', { body: { state: 'available' } })
})
afterAll(() => site?.[Symbol.asyncDispose]())

async function held(name: string): Promise<string> {
  const { care } = site
  const visitor = await care.visitor('My SIM is blocked', { name, lang: 'en' })
  await care.settle()
  const params = { id: visitor.id }
  await care.get(eva, 'PUT /api/v1/conversations/:id/assignment', { params, body: { agent: eva.id } })
  await care.settle()
  return visitor.id
}

test('handed over with a note by key; whoever takes it reads what was done and goes on', async () => {
  const id = await held('Amina Benali')
  await using desk = await openDesk(site, eva, `/inbox/all/${id}`)
  const { page } = desk
  await page.getByRole('textbox', { name: 'Reply' }).waitFor()
  await page.keyboard.press('Shift+T')
  const form = page.getByRole('dialog', { name: 'Hand over with a note' })
  await form.getByRole('combobox', { name: 'To which queue' }).selectOption({ label: 'Night' })
  await form.getByRole('textbox', { name: 'What was done' }).fill('A new SIM was sent')
  await form.getByRole('textbox', { name: 'What is next' }).fill('Call when it is there')
  expect(await lookedAt(page, 'console-baton-form')).toEqual([])
  await form.getByRole('button', { name: 'Hand over' }).click()
  await page.getByText('Handed over with your note.').waitFor()
  await site.care.settle()

  await using night = await openDesk(site, noor, `/inbox/all/${id}`)
  const card = night.page.getByRole('region', { name: 'Handed over' })
  await card.getByText('A new SIM was sent').waitFor()
  expect(await lookedAt(night.page, 'console-baton-card')).toEqual([])
  await card.getByRole('button', { name: 'Take it and go on' }).click()
  await card.waitFor({ state: 'detached' })
  await page.getByRole('region', { name: 'Handed over' }).waitFor({ state: 'detached' })
  expect((await site.care.open(noor, id)).row.assignee?.id).toBe(noor.id)
})

test('many at once, with one note', async () => {
  const ids = [await held('Jan Peeters'), await held('Lina Costa')]
  await using desk = await openDesk(site, eva, '/inbox/mine')
  const { page } = desk
  for (const name of [/Jan Peeters/, /Lina Costa/]) await page.getByRole('option', { name }).waitFor()
  for (const [n, key] of ['j', 'j'].entries()) {
    await page.keyboard.press(key)
    await page.keyboard.press('x')
    await page
      .getByText(n === 0 ? /^1 / : /^2 /)
      .first()
      .waitFor()
  }
  await page.getByRole('toolbar').getByRole('button', { name: 'Hand over with a note' }).click()
  const form = page.getByRole('dialog', { name: 'Hand 2 over with a note' })
  await form.getByRole('combobox', { name: 'To which queue' }).selectOption({ label: 'Night' })
  await form.getByRole('textbox', { name: 'What is next' }).fill('Measure the line')
  await form.getByRole('button', { name: 'Hand over' }).click()
  await page.getByText('2 were handed over with your note.').waitFor()
  await site.care.settle()
  for (const id of ids)
    expect(await site.care.get(noor, 'GET /api/v1/conversations/:id/baton', { params: { id } })).toMatchObject({
      baton: { next: 'Measure the line', from: { id: eva.id } },
    })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { brandValues, type Person } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let care: Site['care']
let lea: Person
const talks: Record<string, string> = {}

beforeAll(async () => {
  site = await openSite()
  care = site.care
  lea = await care.person({ role: 'lead', brand: care.lumo })
  await care.app.app.database.pool.query(`update people.agent set name = 'Lea Martin' where id = $1`, [lea.id])
  await care.app.app.database.pool.query(`update people.agent set name = 'Eva Claes' where id = $1`, [site.eva.id])
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'nl'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
  for (const name of ['General', 'Bills']) {
    const values = { id: newId(), brand: care.lumo, name: { en: name }, push: false }
    await care.get(care.admin, 'POST /api/v1/queues', { body: values })
  }
  for (const name of ['Amina Diallo', 'Bram de Wit', 'Cleo Marin']) {
    care.app.clock.advance({ seconds: 1 })
    talks[name] = (await care.visitor('Hello', { lang: 'en', name })).id
    await care.settle()
  }
  for (const who of [lea, site.eva]) await care.get(who, 'PUT /api/v1/presence', { body: { state: 'available' } })
  await care.settle()
})
afterAll(() => site?.[Symbol.asyncDispose]())

const holderOf = async (name: string) => (await care.open(care.admin, talks[name] ?? '')).row.assignee?.id ?? null

test('who leads sees who works on what, and gives work by pointer, by key and by menu; it can be taken back', async () => {
  await using desk = await openDesk(site, lea, '/board')
  const { page } = desk
  const eva = page.getByRole('article', { name: 'Eva Claes' })
  await eva.waitFor()
  const waiting = page.getByRole('grid', { name: 'Waiting in General' })
  await waiting.getByRole('row', { name: /Amina Diallo/ }).waitFor()
  expect(await lookedAt(page, 'console-board')).toEqual([])

  await waiting
    .getByRole('row', { name: /Amina Diallo/ })
    .dragTo(page.getByRole('grid', { name: 'What Eva Claes works on' }))
  await eva.getByRole('row', { name: /Amina Diallo/ }).waitFor()
  await expect.poll(() => holderOf('Amina Diallo')).toBe(site.eva.id)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => holderOf('Amina Diallo')).toBeNull()

  await waiting.getByRole('button', { name: 'What to do with Bram de Wit' }).click()
  await page.getByRole('menuitem', { name: 'Give to' }).click()
  await page.keyboard.type('Eva')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await eva.getByRole('row', { name: /Bram de Wit/ }).waitFor()

  // By keyboard alone: take it up, go to where it goes, put it down.
  await waiting.getByRole('button', { name: 'Move Cleo Marin' }).focus()
  await page.keyboard.press('Enter')
  await page
    .getByRole('button', { name: /Drop on/ })
    .first()
    .waitFor()
  for (let step = 0; step < 8; step++) {
    const at = await page.evaluate(() => document.activeElement?.closest('article')?.getAttribute('aria-label'))
    if (at === 'Lumo · Bills' || at === 'Bills') break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await page
    .getByRole('grid', { name: 'Waiting in Bills' })
    .getByRole('row', { name: /Cleo Marin/ })
    .waitFor()

  // What happens elsewhere shows by itself.
  await care.get(site.eva, 'PUT /api/v1/conversations/:id/solution', {
    params: { id: talks['Bram de Wit'] ?? '' },
    body: { disposition: null },
  })
  await eva.getByRole('row', { name: /Bram de Wit/ }).waitFor({ state: 'detached' })
})

test('an advisor raises a hand by key; the lead whispers, helps, takes over', async () => {
  await care.get(care.admin, 'PUT /api/v1/conversations/:id/assignment', {
    params: { id: talks['Amina Diallo'] ?? '' },
    body: { agent: site.eva.id },
  })
  await care.settle()
  await using desk = await openDesk(site, lea, '/board')
  await using hers = await openDesk(site, site.eva, '/inbox/mine')
  await hers.page.getByRole('option', { name: /Amina Diallo/ }).click()
  await hers.page.getByRole('heading', { level: 1, name: 'Amina Diallo' }).waitFor()
  await hers.page.getByRole('log').first().waitFor()
  await hers.page.keyboard.press('w')
  await hers.page.getByRole('dialog', { name: 'Raise a hand' }).getByRole('textbox').fill('May I refund 40 €?')
  expect(await lookedAt(hers.page, 'console-hand')).toEqual([])
  await hers.page.getByRole('dialog').getByRole('button', { name: 'Raise a hand' }).click()
  await hers.page.getByText(/Eva Claes asks for help/).waitFor()

  const hands = desk.page.getByRole('region', { name: 'Hands that are up' })
  await hands.getByText(/Eva Claes asks for help with Amina Diallo/).waitFor()
  expect(await lookedAt(desk.page, 'console-board-hand')).toEqual([])
  await hands.getByRole('button', { name: 'Whisper' }).click()
  await desk.page.getByRole('dialog').getByRole('textbox').fill('Yes, up to 50 €')
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Whisper' }).click()
  await hers.page.getByText('Yes, up to 50 €').waitFor()
  await hands.getByRole('button', { name: 'Take over' }).click()
  await desk.page.getByRole('heading', { level: 1, name: 'Amina Diallo' }).waitFor()
  await hers.page.getByText(/Eva Claes asks for help/).waitFor({ state: 'detached' })
})

test('on a phone, in Arabic, in the dark', async () => {
  const phone = { width: 390, height: 800, prefs: { lang: 'ar', theme: 'dark' } }
  await using desk = await openDesk(site, lea, '/board', phone)
  await desk.page.getByRole('article', { name: 'Eva Claes' }).waitFor()
  expect(await lookedAt(desk.page, 'console-board-phone-ar')).toEqual([])
})

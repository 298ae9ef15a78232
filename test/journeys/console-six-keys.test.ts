import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Person } from '../support/people.ts'
import { brandValues } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { openSite, type Site } from './site.ts'

const MOST = 6
let site: Site
let kim: Person
beforeAll(async () => {
  site = await openSite()
  const { care } = site
  kim = await care.person({ role: 'advisor', brand: care.lumo })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'nl'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
  for (const [shortcut, title] of [
    ['hello', 'Hello'],
    ['restart', 'Restart the box'],
  ] as const) {
    const text = `${title}, please.`
    const canned = { id: newId(), brand: care.lumo, shortcut, lang: 'en', title, text }
    await care.get(care.admin, 'POST /api/v1/canned-responses', { body: canned })
  }
})
afterAll(() => site?.[Symbol.asyncDispose]())

test(`a canned response is sent, the matter solved and the next one open within ${MOST} keys`, async () => {
  const { care } = site
  const [first, second] = [
    await care.visitor('No internet', { lang: 'en', name: 'Amina' }),
    await care.visitor('No television', { lang: 'en', name: 'Karim' }),
  ]
  await care.settle()
  await using seat = await openDesk(site, kim, `/inbox/all/${first.id}`)
  const { page } = seat
  await page.getByRole('log').getByText('No internet').waitFor()
  let pressed = 0
  const press = async (key: string) => {
    pressed += 1
    await page.keyboard.press(key)
  }
  await press('r')
  await press('/')
  await press('r')
  await page.getByRole('option', { name: /Restart the box/ }).waitFor()
  await press('Enter')
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Reply' }).inputValue())
    .toContain('Restart the box, please.')
  await press('Control+Shift+Enter')
  await page.getByRole('log').getByText('No television').waitFor()
  expect(pressed).toBeLessThanOrEqual(MOST)
  expect(page.url()).toContain(second.id)
  await expect.poll(() => first.sees()).toContain('agent: Restart the box, please.')
  await expect.poll(async () => (await care.open(kim, first.id)).row.status).toBe('solved')
})

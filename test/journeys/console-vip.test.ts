import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAnalytics } from '#analytics'
import { newId } from '#kernel/ids'
import type { Visitor } from '../support/care.ts'
import type { Person } from '../support/people.ts'
import { brandValues } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let lea: Person
let [anna, vera] = [{} as Visitor, {} as Visitor]
beforeAll(async () => {
  site = await openSite({ modules: [openAnalytics] })
  const { care } = site
  lea = await care.person({ role: 'admin', brand: null })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['en', 'nl'], firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
  anna = await care.visitor('My bill is wrong', { lang: 'en', name: 'Anna' })
  care.app.clock.advance({ minutes: 2 })
  vera = await care.visitor('My line is dead again', { lang: 'en', name: 'Vera' })
  await care.settle()
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('a customer is served before others for a reason, by who looks after them; it is seen, and it is counted', async () => {
  const { care } = site
  const { row } = await care.open(care.admin, vera.id)
  await using desk = await openDesk(site, lea, `/contacts/${row.contact.id}`)
  const { page } = desk
  const part = page.getByRole('region', { name: 'Served before others' })
  await part.getByText('In turn, like everybody.').waitFor()
  // By keyboard alone.
  await page.keyboard.press('Shift+V')
  const form = page.getByRole('dialog', { name: 'Serve before others' })
  await form.getByRole('textbox', { name: 'Reason' }).focus()
  await page.keyboard.press('Enter')
  await form
    .getByText(/needed|Fill/)
    .first()
    .waitFor()
  await page.keyboard.type('Three faults in a month')
  await form.getByRole('combobox', { name: 'Why' }).selectOption({ label: 'Likely to leave' })
  await form.getByRole('combobox', { name: 'Looked after by' }).selectOption({ index: 1 })
  expect(await lookedAt(page, 'console-standing-form')).toEqual([])
  await form.getByRole('textbox', { name: 'Reason' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Served before others from now on.').waitFor()
  await part.getByText('Three faults in a month').waitFor()
  expect(await lookedAt(page, 'console-standing')).toEqual([])
  await care.settle()

  await desk.go('/inbox/all')
  const hers = page.getByRole('option').filter({ hasText: 'Vera' })
  await hers.getByText('VIP').waitFor()
  await hers.click()
  await page.getByRole('heading', { name: 'Served before others' }).waitFor()
  await page.getByText(/Likely to leave · until/).waitFor()
  expect(await lookedAt(page, 'console-vip-conversation')).toEqual([])

  // Anna waits longer, and Vera goes first.
  const next = async () => (await care.get(site.eva, 'POST /api/v1/work-items/next', { body: { id: newId() } })).row?.id
  await care.settle()
  care.app.clock.advance({ minutes: 10 })
  expect(await next()).toBe(vera.id)
  care.app.clock.advance({ minutes: 10 })
  expect(await next()).toBe(anna.id)
  await care.settle()
  care.app.clock.advance({ minutes: 1 })
  await page.clock.setFixedTime(care.app.clock.now())
  await desk.go('/reports')
  await page.getByText(/1 conversation was served as VIP, and all others waited 10 min longer/).waitFor()
  await page.getByRole('button', { name: '1', exact: true }).press('Enter')
  await page.getByRole('table', { name: 'Others who waited longer' }).waitFor()
  expect(await lookedAt(page, 'console-vip-report')).toEqual([])

  const phone = { width: 320, height: 800, prefs: { lang: 'ar' } }
  await using pocket = await openDesk(site, lea, '/inbox/all', phone)
  await pocket.page.clock.setFixedTime(care.app.clock.now())
  await pocket.go('/reports')
  await pocket.page.getByText(/كلفة VIP/).scrollIntoViewIfNeeded()
  expect(await lookedAt(pocket.page, 'console-vip-report-phone-ar')).toEqual([])
  await pocket.go(`/contacts/${row.contact.id}`)
  await pocket.page.getByText('Three faults in a month').waitFor()
  expect(await lookedAt(pocket.page, 'console-standing-phone-ar')).toEqual([])

  await desk.go(`/contacts/${row.contact.id}`)
  await part.getByRole('button', { name: 'End: Likely to leave' }).press('Enter')
  await page.getByText('Served in turn again.').waitFor()
  await part.getByText('In turn, like everybody.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await part.getByText('Three faults in a month').waitFor()
})

test('a rule is tried before it counts; then it gives by what is known', async () => {
  const { care } = site
  const { row } = await care.open(care.admin, anna.id)
  const facts = { params: { id: row.contact.id }, body: { monthlyValue: 320 } }
  await care.get(care.admin, 'PUT /api/v1/contacts/:id/facts', facts)
  await using desk = await openDesk(site, lea, '/settings/vip')
  const { page } = desk
  await page.getByText('No rule yet').waitFor()
  await page.getByRole('button', { name: 'New rule' }).press('Enter')
  const form = page.getByRole('dialog', { name: 'New rule' })
  await form.getByRole('combobox', { name: 'Brand' }).selectOption({ label: 'Lumo' })
  await form.getByRole('textbox', { name: 'Value a month, at least' }).focus()
  await page.keyboard.type('200')
  await form.getByRole('textbox', { name: 'Reason' }).fill('At least 200 a month')
  await form.getByRole('button', { name: 'Try it' }).press('Enter')
  await form.getByText(/1 customer fits today/).waitFor()
  expect(await lookedAt(page, 'console-vip-rule')).toEqual([])
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Rule saved. It counts from now on.').waitFor()
  await care.settle()
  const table = page.getByRole('table', { name: 'VIP rules' })
  await table.getByRole('row', { name: /Value a month, at least 200/ }).waitFor()
  expect((await care.open(care.admin, anna.id)).row.vip).toBe('value')
  expect(await lookedAt(page, 'console-vip-rules')).toEqual([])

  const phone = { width: 320, height: 800, prefs: { lang: 'ar', theme: 'dark' } }
  await using pocket = await openDesk(site, lea, '/settings/vip', phone)
  await pocket.page.getByRole('button', { name: 'قيمة عالية' }).click()
  await pocket.page.getByRole('dialog').waitFor()
  expect(await lookedAt(pocket.page, 'console-vip-rule-phone-ar-dark')).toEqual([])
  await pocket.page.getByRole('button', { name: 'إزالة القاعدة' }).click()
  await pocket.page.getByText('لا قواعد بعد').waitFor()
})

test('a queue says for whom its work waits, and who stands ahead', async () => {
  await using desk = await openDesk(site, lea, '/settings/queues', { prefs: { theme: 'dark' } })
  const { page } = desk
  await page.getByRole('table', { name: 'Queues' }).getByRole('button').first().click()
  const form = page.getByRole('dialog')
  await form.getByRole('combobox', { name: /Who comes back/ }).selectOption({ label: '15 min' })
  await form.getByRole('combobox', { name: /VIP: wait for/ }).selectOption({ label: '10 min' })
  await form.getByRole('combobox', { name: /VIP: stand ahead/ }).selectOption({ label: '30 min' })
  await form.getByRole('combobox', { name: /VIP: stand ahead/ }).scrollIntoViewIfNeeded()
  expect(await lookedAt(page, 'console-queue-keeps-dark')).toEqual([])
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Queue saved.').waitFor()
  const { items } = await site.care.get(site.care.admin, 'GET /api/v1/queues')
  expect(items.map(({ sticky, vip }) => ({ sticky, vip }))).toContainEqual({
    sticky: { minutes: 15, days: 30 },
    vip: { kept: 10, ahead: 30 },
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Outside, openOutside } from '../support/outside.ts'
import type { Person } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { aminaWaits, lookedAt, openSite, type Site } from './site.ts'
import { openWidgetOn } from './widget-window.ts'

const IBAN = 'GB82 WEST 1234 5698 7654 32'
let site: Site
let sink: Outside
let lea: Person
let eva: Person
beforeAll(async () => {
  site = await openSite()
  sink = await openOutside()
  // What the browsers count down to is the clock of this machine.
  site.care.app.clock.set(new Date().toISOString())
  lea = await site.care.person({ role: 'admin', brand: null })
  eva = await site.care.person({ role: 'advisor', brand: null })
})
afterAll(async () => {
  await site?.[Symbol.asyncDispose]()
  await sink?.[Symbol.asyncDispose]()
})

test('an administrator defines a form and tries its system; what is missing is said', async () => {
  await using desk = await openDesk(site, lea, '/settings/secure-forms')
  const { page } = desk
  await page.getByText('There are no secure forms yet.').waitFor()
  expect(await lookedAt(page, 'console-secure-forms-none')).toEqual([])
  await page.getByRole('button', { name: 'New secure form' }).click()
  const form = page.getByRole('dialog', { name: 'New secure form' })
  await form.getByRole('combobox', { name: 'Brand' }).selectOption(site.brand)
  await form.getByRole('textbox', { name: 'Name · English' }).first().fill('Bank account')
  await form.getByRole('textbox', { name: 'Who receives it · English' }).fill('Billing of Ondelle')
  await form.getByRole('textbox', { name: 'Address of the system' }).fill(sink.url)
  await form.getByRole('button', { name: 'Make one' }).click()
  await expect.poll(() => form.getByRole('textbox', { name: 'Signing secret' }).inputValue()).toMatch(/^whsec_/)
  expect(await lookedAt(page, 'console-secure-forms-editor')).toEqual([])
  await form.getByRole('button', { name: 'Save' }).click()
  await form
    .getByRole('alert')
    .getByText(/must be https/)
    .waitFor()
  await form.getByRole('textbox', { name: 'Private hosts' }).fill(sink.host)
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
  const row = page.getByRole('row', { name: /Bank account/ })
  await row.getByText('never').waitFor()
  await row.getByRole('button', { name: 'Send a test value' }).click()
  await row.getByText('arrived', { exact: true }).waitFor()
  await page.mouse.move(0, 0)
  expect(await lookedAt(page, 'console-secure-forms')).toEqual([])
  const phone = { width: 390, height: 800, prefs: { lang: 'ar', theme: 'dark' as const } }
  await using pocket = await openDesk(site, lea, '/settings/secure-forms', phone)
  await pocket.page.getByRole('table').getByText('Bank account').waitFor()
  expect(await lookedAt(pocket.page, 'console-secure-forms-phone-ar')).toEqual([])
})

test('by keys the advisor asks; on a phone the customer gives it; the advisor sees that it arrived, and never what it was', async () => {
  const { care } = site
  const id = await aminaWaits(site, `I pay from ${IBAN}`)
  await care.settle()
  await using desk = await openDesk(site, eva, `/inbox/all/${id}`)
  const { page } = desk
  const card = page.getByRole('region', { name: 'Secure forms' })
  await card.getByText(/wrote an account number openly/).waitFor()
  expect(await lookedAt(page, 'console-secure-form-typed')).toEqual([])
  await page.getByRole('log').getByText('I pay from').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  const form = page.getByRole('dialog', { name: 'Ask by a secure form' })
  await form.getByRole('textbox', { name: 'What it is for' }).fill('For the direct debit of your bill')
  expect(await lookedAt(page, 'console-secure-form-ask')).toEqual([])
  await page.keyboard.press('Enter')
  await form.waitFor({ state: 'hidden' })
  await card.getByText('asked', { exact: true }).waitFor()

  const { messages } = await care.open(eva, id)
  const path = new URL(/https?:\/\/\S+\/secure-form\/\S+/.exec(messages.at(-1)?.text ?? '')?.[0] ?? '').pathname
  const phone = await site.visit({ viewport: { width: 360, height: 740 } })
  const own = await phone.newPage()
  await own.goto(`${site.url}${path}?lang=en`)
  await own.getByRole('heading', { name: 'Bank account' }).waitFor()
  await own.getByText('For the direct debit of your bill').waitFor()
  expect(await lookedAt(own, 'portal-secure-form')).toEqual([])
  await care.settle()
  await card.getByText('opened', { exact: true }).waitFor()
  const field = own.getByRole('textbox', { name: 'IBAN of the account' })
  await field.fill(IBAN.replace(/2$/, '3'))
  await own.getByRole('button', { name: 'Send it securely' }).click()
  await own.getByText(/check digits do not fit/).waitFor()
  expect(await field.inputValue()).toBe('')
  expect(await lookedAt(own, 'portal-secure-form-wrong')).toEqual([])
  sink.answers.push({ status: 503 }, { status: 201, body: { reference: 'MANDATE-77' } })
  await field.fill(IBAN)
  await own.getByRole('button', { name: 'Send it securely' }).click()
  await own.getByRole('heading', { name: 'Thank you, it is on its way' }).waitFor()
  expect(own.url()).not.toContain('WEST')
  await care.settle()
  await card.getByText('on its way', { exact: true }).waitFor()
  expect(await lookedAt(page, 'console-secure-form-waits')).toEqual([])
  care.app.clock.set(new Date(Date.now() + 120_000).toISOString())
  await care.settle()
  await card.getByText('arrived', { exact: true }).waitFor()
  await card.getByText('MANDATE-77').waitFor()
  expect(await card.innerText()).not.toMatch(/5432|7654/)
  expect(await lookedAt(page, 'console-secure-form-arrived')).toEqual([])
  await own.reload()
  await own.getByRole('heading', { name: 'Thank you, it has arrived' }).waitFor()
  expect(await lookedAt(own, 'portal-secure-form-arrived')).toEqual([])
  await own.goto(`${site.url}${path}?lang=ar`)
  expect(await lookedAt(own, 'portal-secure-form-arabic')).toEqual([])
  await phone.close()

  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await form.getByRole('textbox', { name: 'What it is for' }).fill('For another bill')
  await page.keyboard.press('Enter')
  await form.waitFor({ state: 'hidden' })
  await card.getByRole('button', { name: 'Take the question back' }).click()
  await card.getByText('taken back', { exact: true }).waitFor()
})

test('in the customer’s window a button stands for the link', async () => {
  const { care } = site
  const context = await site.visit()
  const page = await context.newPage()
  await page.goto(site.shop())
  const widget = await openWidgetOn(page)
  await widget.getByRole('button', { name: 'Write to us' }).click()
  await widget.getByRole('textbox', { name: 'Your message' }).fill('I want to pay by direct debit')
  await page.keyboard.press('Enter')
  await widget.getByRole('button', { name: 'Talk to a person' }).click()
  await widget.getByText('You are waiting for a person.').waitFor()
  const [row] = (await care.get(eva, 'GET /api/v1/inbox', { query: { view: 'all', order: 'newest' } })).items
  const params = { id: row?.id ?? '', request: newId() }
  const { forms } = await care.get(eva, 'GET /api/v1/conversations/:id/secure-forms', { params: { id: params.id } })
  const body = { form: forms[0]?.id ?? '', purpose: 'For the direct debit of your bill' }
  await care.get(eva, 'PUT /api/v1/conversations/:id/secure-forms/:request', { params, body })
  const button = widget.getByRole('log').getByRole('link', { name: 'Open the secure page (127.0.0.1)' })
  await button.waitFor()
  expect(await button.getAttribute('href')).toMatch(/\/b\/ondelle\/secure-form\/[\w-]{32}\?lang=en$/)
  expect(await button.getAttribute('rel')).toContain('noopener')
  expect(await lookedAt(page, 'widget-secure-form')).toEqual([])
  await context.close()
})

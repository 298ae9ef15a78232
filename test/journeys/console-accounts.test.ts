import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Outside, openOutside, signedDelivery } from '../support/outside.ts'
import { brandValues, type Person } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

const SECRET = 'a signing secret of this journey'
let site: Site
let outside: Outside
let lea: Person
let hook: string

beforeAll(async () => {
  site = await openSite()
  outside = await openOutside()
  const { care } = site
  lea = await care.person({ role: 'admin', brand: null })
  const body = brandValues('lumo', { name: 'Lumo', firstHolder: 'queue' })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
})
afterAll(async () => {
  await site?.[Symbol.asyncDispose]()
  await outside?.[Symbol.asyncDispose]()
})

/** What the set-top box says, signed. */
async function push(text: string): Promise<void> {
  const at = site.care.app.clock.now()
  const id = newId()
  const from = { id: 'box-17', name: 'Amina Haddad' }
  const events = [{ type: 'message', id, thread: 'box-17', at: at.toISOString(), from, text }]
  const answer = await fetch(hook, signedDelivery(events, { id, secret: SECRET, at }))
  expect(answer.status).toBe(200)
}

/** The seconds pass in which a reply can be taken back. */
async function leaves(): Promise<void> {
  await site.care.settle()
  site.care.app.clock.advance({ seconds: 7 })
  await site.care.settle()
}

/** Until the server has it: on the page it stands before. */
const write = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: 'Reply' }).fill(text)
  await page.getByRole('button', { name: 'Reply privately by Own channel' }).click()
  const log = page.getByRole('log')
  await log.getByText(text, { exact: true }).waitFor()
  await log.getByText('leaves in a moment').waitFor()
}

test('an administrator connects a channel; what is wrong is said beside its field', async () => {
  await using desk = await openDesk(site, lea, '/settings/accounts')
  const { page } = desk
  await page.getByText('Nothing is connected yet.', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Connect an account' }).click()
  const form = page.getByRole('dialog', { name: 'Connect an account' })
  await form.getByRole('combobox', { name: 'Channel' }).selectOption({ label: 'Own channel' })
  await form.getByRole('combobox', { name: 'Brand' }).selectOption({ label: 'Lumo' })
  const [name, url] = [
    form.getByRole('textbox', { name: 'Name', exact: true }),
    form.getByRole('textbox', { name: 'Address that takes replies' }),
  ]
  await url.press('Enter')
  await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true)
  await name.fill('Set-top box')
  await url.fill('box.example')
  await form.getByLabel('Signing secret', { exact: true }).fill(SECRET)
  await form.getByRole('textbox', { name: /Private hosts/ }).fill(outside.host)
  await form.getByRole('button', { name: 'Connect an account' }).click()
  await form.getByText('Enter a whole address, beginning with https:// or http://.').waitFor()
  expect(await url.getAttribute('aria-invalid')).toBe('true')
  expect(await lookedAt(page, 'console-account-fault')).toEqual([])
  await url.fill(outside.url)
  await page.keyboard.press('Enter')

  const connected = page.getByRole('dialog', { name: 'Connected.' })
  hook = (await connected.getByText('/hooks/custom/').textContent()) ?? ''
  await connected.getByRole('button', { name: 'Close' }).click()
  const row = page.getByRole('row', { name: /Set-top box/ })
  await row.getByText('Works').waitFor()
  await row.getByText('nothing yet').waitFor()
  expect(await lookedAt(page, 'console-accounts')).toEqual([])

  await row.getByRole('button', { name: 'Change: Set-top box' }).click()
  const change = page.getByRole('dialog', { name: 'Set-top box' })
  const secret = change.getByLabel('Signing secret', { exact: true })
  expect(await secret.inputValue()).toBe('')
  await change.getByText('Set. What you type replaces it.').waitFor()
  await change.getByText('Not set.').waitFor()
})

test('its messages come in live, replies go out, and one that is refused becomes a draft', async () => {
  await using desk = await openDesk(site, lea, '/inbox/all')
  const { page } = desk
  await page.getByText('Nothing waits here.').waitFor()
  await push('My box does not start')
  await page.getByRole('option', { name: /Amina Haddad/ }).click()
  const log = page.getByRole('log')
  await log.getByText('My box does not start').waitFor()

  await write(page, 'Please unplug it for a minute')
  await leaves()
  await log.getByText('sent', { exact: true }).waitFor()
  expect(outside.seen.map(({ body }) => JSON.parse(body).text)).toEqual([
    expect.stringMatching(/^Please unplug it for a minute\n\nVotre référence : LUM-/),
  ])

  outside.answers.push({ status: 422 })
  await write(page, 'Then plug it in again')
  await leaves()
  await log.getByText('The other side did not take it (code http-422).').waitFor()
  await log.hover()
  expect(await lookedAt(page, 'console-undelivered')).toEqual([])
  await log.getByRole('button', { name: 'Edit and send again' }).click()
  const box = page.getByRole('textbox', { name: 'Reply' })
  await expect.poll(() => box.inputValue()).toBe('Then plug it in again')

  await write(page, 'Then plug it in')
  await push('It starts now')
  await leaves()
  await log.getByText('The customer wrote since, so it was not sent.').waitFor()
  await log.focus()
  await page.keyboard.press('d')
  await expect.poll(() => box.inputValue()).toBe('Then plug it in')
  await box.fill('')

  await write(page, 'A hasty word')
  await log.getByRole('button', { name: 'Take back' }).click()
  await log.getByText('Taken back before it was read.').waitFor()
  await expect.poll(() => box.inputValue()).toBe('A hasty word')
  await leaves()
  expect(outside.seen).toHaveLength(2)

  outside.answers.push('drop')
  await write(page, 'Does it work now?')
  await leaves()
  await log.getByText(/It left here and no answer came/).waitFor()
  site.care.app.clock.advance({ minutes: 1 })
  await site.care.settle()
  await log.getByText(/It left here and no answer came/).waitFor({ state: 'detached' })
})

test('an account that is refused says so on the open page, and what to do', async () => {
  await using desk = await openDesk(site, lea, '/inbox/all')
  const { page } = desk
  await page.clock.install()
  await desk.go('/settings/accounts')
  const row = page.getByRole('row', { name: /Set-top box/ })
  await row.getByText('Works').waitFor()
  const { items } = await site.care.get(lea, 'GET /api/v1/inbox', { query: { view: 'all' } })
  outside.answers.push({ status: 401 })
  await site.care.reply(lea, items[0]?.id ?? '', 'Are you there?')
  await leaves()
  await page.clock.fastForward(61_000)
  await row.getByText('Stopped: needs you').waitFor()
  await row.getByText(/The other side refuses our secret \(http-401\)/).waitFor()
  expect(await lookedAt(page, 'console-account-refused')).toEqual([])
})

test('disconnected, its secrets are gone until it is connected again; who may not change accounts reads how they are', async () => {
  await using desk = await openDesk(site, lea, '/settings/accounts')
  const { page } = desk
  const row = page.getByRole('row', { name: /Set-top box/ })
  await row.getByRole('button', { name: 'Disconnect: Set-top box' }).click()
  const ask = page.getByRole('dialog', { name: 'Disconnect Set-top box?' })
  await ask.getByText(/All its conversations stay/).waitFor()
  await ask.getByRole('button', { name: 'Disconnect' }).click()
  await row.getByText('Disconnected').waitFor()
  await row.getByRole('button', { name: 'Connect again: Set-top box' }).click()
  const form = page.getByRole('dialog', { name: 'Set-top box' })
  expect(await form.getByText('Not set.').count()).toBe(2)
  await form.getByLabel('Signing secret', { exact: true }).fill(SECRET)
  await form.getByRole('button', { name: 'Connect again' }).click()
  await row.getByText('Works').waitFor()

  const phone = { width: 390, height: 800, prefs: { lang: 'ar' } }
  await using pocket = await openDesk(site, lea, '/settings/accounts', phone)
  await pocket.page.getByRole('row', { name: /Set-top box/ }).waitFor()
  expect(await lookedAt(pocket.page, 'console-accounts-phone-ar')).toEqual([])
  await pocket.page.getByRole('button', { name: /تغيير/ }).click()
  await pocket.page.getByRole('dialog').waitFor()
  expect(await lookedAt(pocket.page, 'console-account-phone-ar')).toEqual([])

  await using reader = await openDesk(site, site.eva, '/settings/accounts')
  await reader.page.getByRole('row', { name: /Set-top box/ }).waitFor()
  expect(await reader.page.getByRole('button', { name: /Connect|Change|Disconnect/ }).count()).toBe(0)
})

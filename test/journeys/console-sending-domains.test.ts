import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openNoticePages } from '#surfaces'
import { type NameServer, openNameServer } from '../support/dns.ts'
import type { Person } from '../support/people.ts'
import { openPostOffice, type PostOffice } from '../support/post-office.ts'
import { type Desk, openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
let dns: NameServer
let office: PostOffice
let lea: Person
beforeAll(async () => {
  dns = await openNameServer()
  office = await openPostOffice()
  const server = { host: '127.0.0.1', port: office.port, security: 'none', user: null, password: '' } as const
  const config = { dnsServers: [dns.address], staffMail: { ...server, from: 'notices@operator.example' } }
  site = await openSite({ config, modules: [openNoticePages] })
  lea = await site.care.person({ role: 'admin', brand: null })
})
afterAll(async () => {
  await site?.[Symbol.asyncDispose]()
  await office?.[Symbol.asyncDispose]()
  await dns?.[Symbol.asyncDispose]()
})

const card = (page: Page) => page.getByRole('listitem', { name: 'lumo.example' })
const record = (page: Page, name: string) => card(page).getByRole('listitem', { name })
const opened = async (look: Parameters<typeof openDesk>[3] = {}): Promise<Desk> => {
  const desk = await openDesk(site, lea, '/settings/accounts', look)
  await desk.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  return desk
}
const pasted = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

test('an administrator adds a sending domain by keyboard; what is wrong is said beside its field', async () => {
  await using desk = await opened()
  const { page } = desk
  await page.getByText('No sending domain yet.').waitFor()
  await page.getByRole('button', { name: 'Add a domain' }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'Add a domain' })
  await form.getByRole('textbox', { name: 'Domain' }).fill('not a domain')
  await page.keyboard.press('Enter')
  await form.getByText('This is no domain', { exact: false }).waitFor()
  await form.getByRole('textbox', { name: 'Domain' }).fill('lumo.example')
  await form.getByRole('textbox', { name: /^Return path/ }).fill('bounce.lumo.example')
  await page.keyboard.press('Enter')
  await card(page).waitFor()
  await card(page).getByText('Mails are not signed yet').waitFor()
})

test('copies its records into the DNS, checks, and sees that mails are signed', async () => {
  await using desk = await opened()
  const { page } = desk
  await card(page).getByRole('button', { name: 'Check now: lumo.example' }).click()
  await record(page, 'Signature (DKIM)').getByText('Missing').waitFor()
  expect(await lookedAt(page, 'console-sending-domain')).toEqual([])
  for (const name of ['Signature (DKIM)', 'Who may send (SPF)', 'What holds for forged mail (DMARC)']) {
    await record(page, name)
      .getByRole('button', { name: `Copy the name: ${name}` })
      .click()
    await record(page, name).getByText('Copied.').first().waitFor()
    const host = await pasted(page)
    await record(page, name)
      .getByRole('button', { name: `Copy the value: ${name}` })
      .click()
    await expect.poll(() => pasted(page)).not.toBe(host)
    dns.zone.set(`${host} TXT`, [await pasted(page)])
  }
  dns.zone.set('bounce.lumo.example MX', ['mx.lumo.example'])
  await card(page).getByRole('button', { name: 'Check now: lumo.example' }).click()
  await card(page).getByText('Mails are signed').waitFor()
  await record(page, 'Return path (MX)').getByText('There').waitFor()
})

test('takes a new key into use, and takes the domain away again; on a phone, too', async () => {
  await using desk = await opened({ width: 390, height: 800 })
  const { page } = desk
  await card(page).getByRole('button', { name: 'New key: lumo.example' }).click()
  await card(page).getByText('A new key waits for its record', { exact: false }).waitFor()
  expect(await record(page, 'Signature (DKIM)').count()).toBe(2)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await lookedAt(page, 'console-sending-domain-phone')).toEqual([])
  await card(page).getByRole('button', { name: 'Remove: lumo.example' }).click()
  await page.getByRole('dialog', { name: 'Remove lumo.example?' }).getByRole('button', { name: 'Remove' }).click()
  await page.getByText('No sending domain yet.').waitFor()
})

test('an advisor chooses what to be told by mail, and when not', async () => {
  const omar = await site.care.person({ role: 'advisor', brand: site.brand })
  const mail = (page: Page) => page.getByRole('region', { name: 'Notices by mail' })
  {
    await using desk = await openDesk(site, omar, '/settings/mine')
    const { page } = desk
    await mail(page).getByText(`Sent to ${omar.id}@staff.example`, { exact: false }).waitFor()
    await mail(page).getByRole('combobox', { name: 'When I am mentioned' }).selectOption('mail')
    await mail(page).getByRole('combobox', { name: 'Warnings' }).selectOption('digest')
    await mail(page).getByRole('combobox', { name: 'At', exact: true }).selectOption('7')
    await mail(page).getByText('No mail at certain hours').click()
    await mail(page).getByRole('checkbox', { name: 'Sunday' }).uncheck()
    await page.getByText('Your choices are saved.').first().waitFor()
    // What is chosen last holds, also for who leaves the page at once.
    await mail(page).getByRole('checkbox', { name: 'Saturday' }).uncheck()
    await page.getByRole('link', { name: 'Teams' }).click()
    // While the next page is fetched, this one is only hidden.
    await page.locator('[aria-labelledby=notices-by-mail]').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'My screen and keys' }).click()
    await mail(page).getByRole('checkbox', { name: 'Friday' }).waitFor()
    expect(await mail(page).getByRole('checkbox', { name: 'Saturday' }).isChecked()).toBe(false)
    await mail(page).scrollIntoViewIfNeeded()
    expect(await lookedAt(page, 'console-notices-by-mail')).toEqual([])
  }
  const { choices } = await site.care.get(omar, 'GET /api/v1/notices/mail')
  expect(choices).toMatchObject({
    ways: { mention: 'mail', warning: 'digest' },
    digest: { every: 'day', at: 7 },
    quiet: { from: '19:00', to: '08:00', days: [1, 2, 3, 4, 5] },
    lang: 'en',
  })
})

test('a digest ends from its link: looking asks, one button ends it', async () => {
  const { care } = site
  const omar = await care.person({ role: 'advisor', brand: site.brand })
  const digest = { every: 'hour', at: 0 } as const
  const ways = { mention: 'digest' } as const
  const choices = { ways, digest, quiet: null, urgent: false, timeZone: 'UTC', lang: 'fr' }
  await care.get(omar, 'PUT /api/v1/notices/mail', { body: choices })
  const amina = await care.visitor('Bonjour', { brand: 'ondelle' })
  const note = { id: newId(), text: 'look', mentions: [omar.id] }
  await care.get(site.eva, 'POST /api/v1/conversations/:id/notes', { params: { id: amina.id }, body: note })
  await care.settle()
  care.app.clock.advance({ minutes: 61 })
  await care.settle()
  const mail = office.seen.find(({ to }) => to.includes(`${omar.id}@staff.example`))
  const path = /^List-Unsubscribe:\s+<https?:\/\/[^/]+([^>]+)>/m.exec(mail?.raw ?? '')?.[1] ?? ''
  const context = await site.visit()
  const page = await context.newPage()
  await page.goto(`${site.url}${path}`)
  await page.getByRole('heading', { name: 'Résumés par e-mail' }).waitFor()
  expect(await lookedAt(page, 'digests-end')).toEqual([])
  expect((await care.get(omar, 'GET /api/v1/notices/mail')).choices.ways.mention).toBe('digest')
  await page.getByRole('button', { name: 'Arrêter les résumés' }).click()
  await page.getByText('Vous ne recevez plus de résumés.', { exact: false }).waitFor()
  expect((await care.get(omar, 'GET /api/v1/notices/mail')).choices.ways.mention).toBe('app')
  await context.close()
})

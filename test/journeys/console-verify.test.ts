import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ConversationId, newId } from '#kernel/ids'
import { claimIdentity, proveIdentity } from '#people'
import type { Person } from '../support/people.ts'
import { openPostOffice, type PostOffice } from '../support/post-office.ts'
import { openDesk } from './desk.ts'
import { aminaWaits, lookedAt, openSite, type Site } from './site.ts'

let site: Site
let office: PostOffice
let eva: Person
beforeAll(async () => {
  site = await openSite()
  office = await openPostOffice()
  const settings = { address: 'care@ondelle.example', smtp: { host: '127.0.0.1', port: office.port, security: 'none' } }
  const body = { id: newId(), brand: site.brand, channel: 'email', name: 'Care', settings, allow: [office.host] }
  await site.care.get(site.care.admin, 'POST /api/v1/accounts', { body })
  // What the browsers count down to is the clock of this machine.
  site.care.app.clock.set(new Date().toISOString())
  eva = await site.care.person({ role: 'advisor', brand: null })
})
afterAll(async () => {
  await site?.[Symbol.asyncDispose]()
  await office?.[Symbol.asyncDispose]()
})

/** An address of hers that was proved before she wrote. */
async function onFile(conversation: string): Promise<void> {
  const { app } = site.care
  const { row } = await site.care.open(eva, conversation)
  await app.app.database.transaction('system', async (tx) => {
    const handle = 'amina@mail.example'
    await claimIdentity(tx, { brand: site.brand, contactId: row.contact.id as never, channel: 'email', handle })
    const { id } = await tx
      .selectFrom('people.identity')
      .select('id')
      .where('handle_key', '=', handle)
      .executeTakeFirstOrThrow()
    await proveIdentity(tx, { identity: id, level: 'channel' })
  })
  app.clock.set(new Date(Date.now() + 1_000).toISOString())
}

test('by v the advisor asks; on a phone the customer proves it by a code; the advisor sees the level, until when, and no more', async () => {
  const { care } = site
  const id: ConversationId = (await aminaWaits(site, 'What is my PUK?')) as ConversationId
  await care.settle()
  await using desk = await openDesk(site, eva, `/inbox/all/${id}`)
  const { page } = desk
  await page.getByRole('log').getByText('What is my PUK?').waitFor()
  await page.keyboard.press('v')
  const form = page.getByRole('dialog', { name: 'Verify the customer' })
  await form
    .getByText(/nothing on file/)
    .first()
    .waitFor()
  expect(await lookedAt(page, 'console-verify-nothing')).toEqual([])
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'hidden' })

  await onFile(id)
  await page.keyboard.press('v')
  await form.getByText('a•••@mail.example').waitFor()
  expect(await lookedAt(page, 'console-verify-form')).toEqual([])
  await form.getByRole('button', { name: 'Ask the customer' }).click()
  await form.waitFor({ state: 'hidden' })
  const card = page.getByRole('region', { name: /^Verification/ })
  await card.getByText('asked', { exact: true }).waitFor()
  expect(await lookedAt(page, 'console-verify-asked')).toEqual([])

  const { messages } = await care.open(eva, id)
  const path = new URL(/https?:\/\/\S+\/prove\/\S+/.exec(messages.at(-1)?.text ?? '')?.[0] ?? '').pathname
  const phone = await site.visit({ viewport: { width: 360, height: 740 } })
  const own = await phone.newPage()
  await own.goto(`${site.url}${path}?lang=en`)
  await own.getByRole('heading', { name: 'Prove that it is you' }).waitFor()
  expect(await lookedAt(own, 'portal-prove')).toEqual([])
  await care.settle()
  await card.getByText('opened', { exact: true }).waitFor()
  await own.getByRole('button', { name: 'Send a code to a•••@mail.example' }).click()
  await own.getByText('The code is on its way.').waitFor()
  await care.settle()
  await expect.poll(() => office.seen.length, { timeout: 10_000 }).toBe(1)
  const code = /^\d{6}$/m.exec(office.seen[0]?.read.text ?? '')?.[0] ?? ''
  const field = own.getByRole('textbox', { name: 'Code of six digits' })
  await field.fill(code === '123456' ? '654321' : '123456')
  await own.getByRole('button', { name: 'Continue' }).click()
  await own.getByText('This is not the code.').waitFor()
  expect(await lookedAt(own, 'portal-prove-wrong')).toEqual([])
  await field.fill(code)
  await own.getByRole('button', { name: 'Continue' }).click()
  await own.getByRole('heading', { name: 'Thank you, it is proved' }).waitFor()
  expect(own.url()).not.toContain(code)
  expect(await lookedAt(own, 'portal-prove-done')).toEqual([])
  await own.goto(`${site.url}${path}?lang=ar`)
  expect(await lookedAt(own, 'portal-prove-arabic')).toEqual([])
  await phone.close()

  await care.settle()
  await card.getByText('proved', { exact: true }).waitFor()
  await card.getByText(/^Holds a code we send: proved, until /).waitFor()
  expect(await page.getByText(code).count()).toBe(0)
  expect(await lookedAt(page, 'console-verify-proved')).toEqual([])
  await using dark = await openDesk(site, eva, `/inbox/all/${id}`, { prefs: { theme: 'dark', lang: 'ar' } })
  await dark.page.getByRole('region', { name: /^التحقق/ }).waitFor()
  expect(await lookedAt(dark.page, 'console-verify-dark-arabic')).toEqual([])
  await card.getByRole('button', { name: 'End it now' }).click()
  await card.getByText('taken back', { exact: true }).waitFor()
})

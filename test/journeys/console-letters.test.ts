import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AMINA, type Mailroom, openMailroom } from '../support/mailroom.ts'
import { brandValues, type Person } from '../support/people.ts'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

const GIF = Buffer.from('R0lGODlhAQABAIAAAP8AAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')
const BROCHURE = `<table width="100%" cellpadding="12"><tr><td bgcolor="#eef3ff"><img src="cid:logo@here" alt="Our logo" width="60" height="60">
<h2 style="color:#0b3d91">My old contract</h2></td></tr><tr><td><p>Please look at <b>page two</b>, and at
<a href="https://paper.example/contract">my copy</a>.</p><img src="https://tracker.example/seen.gif" alt="A stamp" width="120" height="40">
</td></tr></table><script>document.title = 'run'</script>`
let site: Site
let room: Mailroom
let lea: Person

beforeAll(async () => {
  site = await openSite({ config: { smtpPort: 0 } })
  const { care } = site
  const body = brandValues('lumo', { name: 'Lumo', firstHolder: 'queue', languages: ['en', 'fr', 'ar'] })
  await care.get(care.admin, 'PUT /api/v1/brands/:id', { params: { id: care.lumo }, body })
  room = await openMailroom(care)
  lea = await care.person({ role: 'admin', brand: null })
  await room.write(
    'My contract',
    'Please look at page two, and at my copy.\n\nOn 8 June 2026, Lumo wrote:\n> Which contract?\n\n-- \nAmina Haddad',
    {
      html: `${BROCHURE}<p>On 8 June 2026, Lumo wrote:</p><blockquote>Which contract?</blockquote>`,
      cc: 'Karim <karim@customer.example>',
      attachments: [
        { filename: 'logo.gif', content: GIF, cid: 'logo@here' },
        { filename: 'contract.pdf', content: PDF },
      ],
    },
  )
})
afterAll(async () => {
  await room?.[Symbol.asyncDispose]()
  await site?.[Symbol.asyncDispose]()
})

const open = async (page: Page, name: RegExp) => {
  await page.getByRole('option', { name }).first().click()
  return page.getByRole('log')
}
const toTheEnd = (page: Page) => page.getByRole('log').evaluate((log) => log.scrollTo(0, log.scrollHeight))

test('a mail shows what was written; the rest is folded, and its design stays in a frame that asks nobody', async () => {
  await using desk = await openDesk(site, lea, '/inbox/all')
  const { page } = desk
  const asked: string[] = []
  page.on('request', (request) => void asked.push(request.url()))
  const log = await open(page, /Amina/)
  await log.getByText('Please look at page two, and at my copy.').waitFor()
  await log.getByText(/verified by your mail server \(DMARC\)/).waitFor()
  expect(await log.getByText('Which contract?').count()).toBe(0)
  await log.getByRole('button', { name: 'Show quoted text' }).click()
  await log.getByText('Which contract?').waitFor()
  await log.getByText('contract.pdf', { exact: true }).waitFor()
  await log.getByText(/^PDF · /).waitFor()

  await log.getByRole('button', { name: 'Details' }).click()
  await log.getByText(/DMARC pass/).waitFor()
  await log.getByRole('button', { name: 'Show the mail as it came' }).click()
  const raw = page.getByRole('dialog', { name: 'My contract' })
  await raw.getByText(/Authentication-Results: mx\.lumo\.example/).waitFor()
  expect(await lookedAt(page, 'console-mail-raw')).toEqual([])
  await raw.getByRole('button', { name: 'Close' }).first().click()

  await log.getByRole('button', { name: 'Show as designed' }).click()
  const frame = page.frameLocator('iframe[title*="My contract"]')
  await frame.getByRole('heading', { name: 'My old contract' }).waitFor()
  expect(await page.locator('iframe').getAttribute('sandbox')).toBe('allow-popups allow-popups-to-escape-sandbox')
  await expect
    .poll(() => frame.getByAltText('Our logo').evaluate((img) => (img as HTMLImageElement).naturalWidth))
    .toBe(1)
  await toTheEnd(page)
  expect(await lookedAt(page, 'console-mail-designed', { frames: false })).toEqual([])
  await log.getByRole('button', { name: 'Load them through our server' }).click()
  await frame.getByRole('heading', { name: 'My old contract' }).waitFor()
  await expect.poll(() => asked.filter((url) => url.includes('/mail-pictures')).length).toBeGreaterThan(2)
  expect(asked.filter((url) => !url.startsWith(site.url))).toEqual([])
  expect(await page.title()).not.toContain('run')

  await using dark = await openDesk(site, lea, '/inbox/all', { prefs: { theme: 'dark' } })
  const night = await open(dark.page, /Amina/)
  await night.getByRole('button', { name: 'Show as designed' }).click()
  await dark.page.frameLocator('iframe').getByRole('heading').waitFor()
  await toTheEnd(dark.page)
  expect(await lookedAt(dark.page, 'console-mail-dark', { frames: false })).toEqual([])
})

test('a reply has its subject, copies and signature; whoever was copied in answers as themselves', async () => {
  await using desk = await openDesk(site, lea, '/inbox/all')
  const { page } = desk
  const log = await open(page, /Amina/)
  const composer = page.getByRole('region', { name: 'Write' })
  await composer.getByText('Lumo, your operator').waitFor()
  const subject = composer.getByRole('textbox', { name: 'Subject' })
  expect(await subject.inputValue()).toBe('Re: My contract')
  await subject.fill('Your contract, page two')
  await composer.getByRole('button', { name: 'Copy in karim@customer.example' }).click()
  const hidden = composer.getByRole('textbox', { name: 'Hidden copy' })
  await hidden.fill('boss')
  await hidden.press('Tab')
  await composer.getByText('This is no mail address: boss').waitFor()
  await hidden.fill('boss@lumo.example')
  await composer.getByRole('textbox', { name: 'Reply' }).fill('Page two is fine.')
  expect(await lookedAt(page, 'console-mail-writing')).toEqual([])

  await composer.getByRole('button', { name: /privately by/i }).click()
  await log.getByRole('button', { name: 'Take back' }).click()
  await expect.poll(() => hidden.inputValue()).toBe('boss@lumo.example')
  expect(await subject.inputValue()).toBe('Your contract, page two')
  await composer.getByRole('button', { name: /privately by/i }).click()
  await log.getByText('leaves in a moment').waitFor()
  await room.leave()
  const sent = room.office.seen.at(-1)
  expect(sent?.to.toSorted()).toEqual([AMINA.address, 'boss@lumo.example', 'karim@customer.example'])
  expect(sent?.raw).not.toContain('boss@')
  await log.getByText('Your contract, page two').waitFor()

  await room.answer(sent?.read, 'I am her son, thank you', {
    from: { name: 'Karim', address: 'karim@customer.example' },
  })
  await log.getByText('I am her son, thank you').waitFor()
  await log.getByText('copied in, not the customer').waitFor()
  await room.write('Out of office: My contract', 'I am away until Monday', {
    to: sent?.read.replyTo[0]?.address,
    headers: { 'Auto-Submitted': 'auto-replied' },
  })
  await log.getByText(/Automatic answer from Amina: I am away until Monday/).waitFor()
  await log.hover({ position: { x: 5, y: 5 } })
  await toTheEnd(page)
  expect(await lookedAt(page, 'console-mail-participant')).toEqual([])
})

test('an outsider is asked from the conversation, answers into a card of its own, and the customer learns nothing', async () => {
  await using desk = await openDesk(site, lea, '/inbox/all')
  const { page } = desk
  const log = await open(page, /Amina/)
  await log.getByText('Page two is fine.').waitFor()
  await log.focus()
  await page.keyboard.press('Shift+O')
  const ask = page.getByRole('dialog', { name: 'Ask an outsider' })
  await ask.getByRole('textbox', { name: 'Mail address' }).fill('jan@fibre.example')
  await ask.getByRole('textbox', { name: 'Name' }).fill('Jan Peeters')
  await ask.getByRole('textbox', { name: 'Your question' }).fill('Is this line one of yours?')
  await ask.getByRole('checkbox', { name: /contract\.pdf/ }).check()
  expect(await lookedAt(page, 'console-side-ask')).toEqual([])
  await ask.getByRole('button', { name: 'Send the mail' }).click()
  const card = log.getByRole('region', { name: /Exchange with Jan Peeters/ })
  await card.getByText('Is this line one of yours?').waitFor()
  await room.leave()
  const mail = room.office.seen.at(-1)
  expect([mail?.to, mail?.read.attachments.map(({ name }) => name)]).toEqual([['jan@fibre.example'], ['contract.pdf']])
  await room.answer(mail?.read, 'Yes, we go there at two', {
    from: { name: 'Jan Peeters', address: 'jan@fibre.example' },
  })
  await card.getByText(/Yes, we go there at two/).waitFor()
  await card.getByRole('button', { name: /^Show/ }).click()
  await card.getByRole('textbox', { name: 'Write to Jan Peeters' }).fill('Thank you, Jan')
  await card.getByRole('button', { name: 'Send to Jan Peeters' }).click()
  await card.getByText('Thank you, Jan').waitFor()
  await log.hover({ position: { x: 5, y: 5 } })
  await toTheEnd(page)
  expect(await lookedAt(page, 'console-side-card')).toEqual([])
  await room.leave()
  expect(room.office.seen.at(-1)?.to).toEqual(['jan@fibre.example'])

  await using pocket = await openDesk(site, lea, '/inbox/all', {
    width: 390,
    height: 800,
    prefs: { lang: 'ar', theme: 'dark' },
  })
  await open(pocket.page, /Amina/)
  await pocket.page.getByText('Thank you, Jan').waitFor()
  await toTheEnd(pocket.page)
  expect(await lookedAt(pocket.page, 'console-mail-phone-ar')).toEqual([])
})

test('an advisor writes first; a blocked address is said where one writes, and lifted by hand', async () => {
  await using desk = await openDesk(site, lea, '/inbox/all')
  const { page } = desk
  await open(page, /Amina/)
  await page.getByRole('region', { name: 'About the customer' }).getByRole('link', { name: 'Amina' }).click()
  await page.getByRole('button', { name: 'Write a mail' }).click()
  const dialog = page.getByRole('dialog', { name: 'Write a mail' })
  await dialog.getByRole('textbox', { name: 'Subject' }).fill('Your new contract')
  await dialog.getByRole('textbox', { name: 'Text' }).fill('It is ready.')
  expect(await lookedAt(page, 'console-mail-new')).toEqual([])
  await dialog.getByRole('button', { name: 'Send' }).click()
  const log = page.getByRole('log')
  await log.getByText('It is ready.').waitFor()
  await room.leave()
  const sent = room.office.seen.at(-1)
  expect([sent?.to, sent?.read.subject]).toEqual([[AMINA.address], 'Your new contract'])

  await room.write(
    'Undelivered Mail Returned to Sender',
    `This is the mail system at host customer.example.\n\nI'm sorry to have to inform you that your message could not be delivered.\n\n<${AMINA.address}>: host customer.example said: 550 5.1.1 User unknown`,
    {
      from: 'MAILER-DAEMON@customer.example',
      envelope: { from: '', to: [sent?.from ?? ''] },
      headers: { 'Auto-Submitted': 'auto-replied' },
    },
  )
  await page.getByText(/Mails to amina@customer\.example come back/).waitFor()
  await toTheEnd(page)
  expect(await lookedAt(page, 'console-mail-refused')).toEqual([])
  await page.getByRole('link', { name: 'See blocked addresses' }).click()
  await page.getByRole('button', { name: 'Blocked addresses: Care mailbox' }).click()
  const blocked = page.getByRole('dialog', { name: 'Blocked addresses: Care mailbox' })
  await blocked.getByText(AMINA.address).waitFor()
  expect(await lookedAt(page, 'console-mail-blocked')).toEqual([])
  await blocked.getByRole('button', { name: `Unblock ${AMINA.address}` }).click()
  await blocked.getByText('No address is blocked.').waitFor()
})

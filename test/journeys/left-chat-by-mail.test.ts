import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openPostOffice, type PostOffice } from '../support/post-office.ts'
import { lookedAt, openSite, type Site } from './site.ts'
import { openWidgetOn } from './widget-window.ts'

let site: Site
let office: PostOffice
beforeAll(async () => {
  site = await openSite()
  office = await openPostOffice()
  const settings = {
    address: 'care@ondelle.example',
    smtp: { host: '127.0.0.1', port: office.port, security: 'none' },
  }
  const body = { id: newId(), brand: site.brand, channel: 'email', name: 'Care', settings, allow: [office.host] }
  await site.care.get(site.care.admin, 'POST /api/v1/accounts', { body })
})
afterAll(async () => {
  await site?.[Symbol.asyncDispose]()
  await office?.[Symbol.asyncDispose]()
})

const passes = async (seconds: number) => {
  await site.care.settle()
  site.care.app.clock.advance({ seconds })
  await site.care.settle()
}
/** Where the links of the newest mail lead, on this site. */
const links = () =>
  [...(office.seen.at(-1)?.read.text ?? '').matchAll(/https?:\/\/[^/\s]+(\/b\/\S+)/g)].map(([, path]) => path ?? '')

test('a visitor leaves the chat with their address, reads the answer by mail, comes back by its link, and rates with one click', async () => {
  const leaving = await site.visit()
  const page = await leaving.newPage()
  await page.goto(site.shop())
  const widget = await openWidgetOn(page)
  await widget.getByRole('button', { name: 'Talk to a person' }).click()
  await widget.getByRole('button', { name: 'Get the answer by e-mail' }).click()
  const address = widget.getByRole('textbox', { name: 'Your e-mail address' })
  await address.fill('amina')
  await page.keyboard.press('Enter')
  await widget.getByText('Enter an e-mail address like name@example.com.').waitFor()
  expect(await lookedAt(page, 'widget-address')).toEqual([])
  await address.fill('amina@customer.example')
  await page.keyboard.press('Enter')
  await widget.getByText('If you leave, what you have not read comes to you by e-mail.').waitFor()
  await leaving.close()

  const [row] = (await site.care.get(site.eva, 'GET /api/v1/inbox', { query: { view: 'all' } })).items
  const conversation = row?.id ?? ''
  await site.care.reply(site.eva, conversation, 'Please restart the box.')
  await passes(200)
  expect(office.seen.map(({ to }) => to)).toEqual([['amina@customer.example']])

  const back = await site.visit()
  const window = await back.newPage()
  await window.goto(site.url + links()[0])
  await window.getByText('Please restart the box.').waitFor()
  expect(await lookedAt(window, 'chat-by-mail')).toEqual([])
  await window.getByRole('textbox').first().fill('It works, thank you')
  await window.getByRole('button', { name: 'Send' }).click()
  await window.getByText('It works, thank you').waitFor()
  await back.close()

  await passes(200)
  await site.care.reply(site.eva, conversation, 'Good to hear.', { next: 'solve' })
  // They have left: the answer goes by mail first, and then the survey.
  await passes(130)
  await expect.poll(() => office.seen.at(-1)?.read.visible).toContain('Good to hear.')
  await passes(30)
  await expect.poll(() => links().filter((link) => link.includes('/rate/')).length).toBe(5)
  const good = links().find((link) => link.includes('score=4')) ?? ''

  // A program that looks at links opens each of them in a browser of its own, and does nothing there; its pointer rests somewhere.
  const scanner = await site.visit()
  for (const link of links()) {
    const looked = await scanner.newPage()
    await looked.goto(site.url + link, { waitUntil: 'networkidle' })
    await looked.mouse.move(10, 10)
  }
  await scanner.close()
  const surveys = async () =>
    (await site.care.get(site.care.admin, 'GET /api/v1/conversations/:id/surveys', { params: { id: conversation } }))
      .surveys
  expect(await surveys()).toMatchObject([{ score: null }])

  const rating = await site.visit()
  const rate = await rating.newPage()
  await rate.goto(site.url + good)
  await rate.getByRole('button', { name: 'Send this rating' }).waitFor()
  expect(await lookedAt(rate, 'rate-asked')).toEqual([])
  await rate.mouse.move(300, 500, { steps: 3 })
  await rate.getByText('Thank you. Your rating has arrived.').waitFor()
  expect(await lookedAt(rate, 'rate-thanks')).toEqual([])
  await rate.getByRole('textbox', { name: 'What should we know about it?' }).fill('Quick')
  await rate.getByRole('button', { name: 'Send', exact: true }).click()
  await rate.getByText('Thank you. Your rating has arrived.').waitFor()
  await expect.poll(surveys).toMatchObject([{ score: 4, comment: 'Quick' }])
  await rating.close()
})

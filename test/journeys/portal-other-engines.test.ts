import { afterAll, beforeAll, expect, test } from 'vitest'
import { frameAt, handsIn, named, openFirefox } from './firefox.ts'
import { openSite, type Site } from './site.ts'
import { openWebKit } from './webkit.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.[Symbol.asyncDispose]())

const sentTo = async (name: string): Promise<string | undefined> => {
  const { items } = await site.care.get(site.eva, 'GET /api/v1/inbox', { query: { view: 'all' } })
  return items.find(({ contact }) => contact.name === name)?.id
}

test('Firefox: an article, the form, and the chat', async () => {
  await using browser = await openFirefox()
  const page = await browser.newPage()
  const by = handsIn(page)
  await page.goto(`${site.url}/b/ondelle/help/your-phone-asks-for-the-puk?lang=en`)
  await by.click(named('button', 'Yes, it helped'))
  await by.see('Good to know that it helped')
  await page.goto(`${site.url}/b/ondelle/contact?lang=en`)
  await by.type(named('textbox', 'Your name'), 'Fenna')
  await by.type(named('textbox', 'E-mail address'), 'fenna@post.example')
  await by.choose(named('combobox', 'What is it about?'), 'Mobile')
  await by.type(named('textbox', 'Your message'), 'By Firefox')
  site.care.app.clock.advance({ seconds: 30 })
  await by.click(named('button', 'Send message'))
  await by.see('We have your message')
  await site.care.reply(site.eva, (await sentTo('Fenna')) ?? '', 'Thank you, Fenna.')
  await by.see('Thank you, Fenna.')

  await page.goto(site.shop())
  await by.click('switchboard-chat >>> button')
  const place = await frameAt(page, '/widget/ondelle?')
  const inFrame = handsIn(page, { within: 'switchboard-chat >>> iframe', place })
  await inFrame.click(named('button', 'Write to us'))
  await inFrame.type(named('textbox', 'Your message'), 'By chat in Firefox')
  await inFrame.click(named('button', 'Send'))
  await inFrame.see('You are talking to a bot')
  await inFrame.see('Delivered')
})

const labelled = (name: string): string => `//*[@id = //label[starts-with(normalize-space(), '${name}')]/@for]`
const button = (name: string): string => `//button[normalize-space() = '${name}' or @aria-label = '${name}']`
const saying = (words: string): string => `//*[contains(text(), '${words}')]`

test('WebKit: an article, the form, and the chat', async () => {
  await using page = await openWebKit()
  await page.open(`${site.url}/b/ondelle/help/your-phone-asks-for-the-puk?lang=en`)
  await page.click(button('Yes, it helped'))
  await page.see(saying('Good to know that it helped'))
  await page.open(`${site.url}/b/ondelle/contact?lang=en`)
  await page.type(labelled('Your name'), 'Wies')
  await page.type(labelled('E-mail address'), 'wies@post.example')
  await page.click("//option[normalize-space() = 'Mobile']")
  await page.type(labelled('Your message'), 'By WebKit')
  site.care.app.clock.advance({ seconds: 30 })
  await page.click(button('Send message'))
  await page.see(saying('We have your message'))
  await site.care.reply(site.eva, (await sentTo('Wies')) ?? '', 'Thank you, Wies.')
  await page.see(saying('Thank you, Wies.'))
  expect(await page.run<string>('return document.cookie')).toBe('')

  // The chat's own window; its launcher is tried in the other two engines.
  await page.open(`${site.url}/widget/ondelle?lang=en`)
  await page.click(button('Write to us'))
  await page.type("//textarea[@aria-label = 'Your message']", 'By chat in WebKit')
  await page.click(button('Send'))
  await page.see(saying('You are talking to a bot'))
  await page.see(saying('Delivered'))
})

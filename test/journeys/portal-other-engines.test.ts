import puppeteer from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type Site } from './site.ts'
import { systemBrowser } from './system-browser.ts'
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
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: systemBrowser('firefox-esr', 'firefox'),
    headless: true,
  })
  try {
    const page = await browser.newPage()
    await page.goto(`${site.url}/b/ondelle/help/your-phone-asks-for-the-puk?lang=en`)
    await page.locator('::-p-aria([name="Yes, it helped"][role="button"])').click()
    await page.locator('::-p-text(Good to know that it helped)').wait()
    await page.goto(`${site.url}/b/ondelle/contact?lang=en`)
    await page.locator('::-p-aria([name="Your name"][role="textbox"])').fill('Fenna')
    await page.locator('::-p-aria([name="E-mail address"][role="textbox"])').fill('fenna@post.example')
    await page.locator('::-p-aria([name="What is it about?"][role="combobox"])').fill('Mobile')
    await page.locator('::-p-aria([name="Your message"][role="textbox"])').fill('By Firefox')
    site.care.app.clock.advance({ seconds: 30 })
    await page.locator('::-p-aria([name="Send message"][role="button"])').click()
    await page.locator('::-p-text(We have your message)').wait()
    await site.care.reply(site.eva, (await sentTo('Fenna')) ?? '', 'Thank you, Fenna.')
    await page.locator('::-p-text(Thank you, Fenna.)').wait()

    await page.goto(site.shop())
    await page.locator('switchboard-chat >>> button').click()
    const frame = await page.waitForFrame((one) => one.url().includes('/widget/ondelle?'))
    await frame.locator('::-p-aria([name="Write to us"][role="button"])').click()
    await frame.locator('::-p-aria([name="Your message"][role="textbox"])').fill('By chat in Firefox')
    await frame.locator('::-p-aria([name="Send"][role="button"])').click()
    await frame.locator('::-p-text(You are talking to a bot)').wait()
    await frame.locator('::-p-text(Delivered)').wait()
  } finally {
    await browser.close()
  }
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

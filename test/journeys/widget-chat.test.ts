import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookedAt, openSite, type Site } from './site.ts'
import { openWidgetOn } from './widget-window.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('a visitor finds an answer, writes, speaks with the bot and then with a person, and rates the help', async () => {
  const context = await site.visit()
  const page = await context.newPage()
  await page.goto(site.shop())
  const widget = await openWidgetOn(page)

  await widget.getByRole('searchbox', { name: 'Search for an answer' }).fill('puk')
  await page.keyboard.press('Enter')
  await widget.getByText('1 answer found').waitFor()
  await widget.getByText('Your phone asks for the PUK').click()
  await widget.getByRole('link', { name: 'Read the whole article' }).waitFor()
  expect(await lookedAt(page, 'widget-answers')).toEqual([])

  await widget.getByRole('button', { name: 'Write to us' }).click()
  await widget.getByRole('textbox', { name: 'Your message' }).fill('Hello, nothing works here')
  await page.keyboard.press('Enter')
  await widget.getByText('You are talking to a bot. A person is one button away.').waitFor()
  const log = widget.getByRole('log', { name: 'Messages' })
  await log.getByText('Bot', { exact: true }).first().waitFor()
  expect(await lookedAt(page, 'widget-bot')).toEqual([])

  await widget.getByRole('button', { name: 'Talk to a person' }).click()
  await widget.getByText('You are waiting for a person. You can go on writing.').waitFor()
  const [row] = (await site.care.get(site.eva, 'GET /api/v1/inbox', { query: { view: 'all' } })).items
  const conversation = row?.id ?? ''
  await site.care.reply(site.eva, conversation, 'Hello, this is Eva. Let me look at it.')
  await log.getByText('Let me look at it').waitFor()
  await log.getByText('Eva, advisor').first().waitFor()
  await widget.getByText('You are talking to Eva, advisor at Ondelle.').waitFor()
  await log.getByText('Read', { exact: true }).waitFor()

  await page.keyboard.press('Escape')
  const launcher = page.getByRole('button', { name: /Open the help chat/ })
  expect(await launcher.evaluate((button) => button.matches(':focus'))).toBe(true)
  await site.care.reply(site.eva, conversation, 'It works again now.', { next: 'solve' })
  await page.getByRole('button', { name: 'Open the help chat, 1 unread message' }).click()
  await log.getByText('It works again now').waitFor()

  site.care.app.clock.advance({ minutes: 2 })
  await site.care.settle()
  await widget.getByRole('heading', { name: 'How was the help you got?' }).waitFor()
  await widget.getByRole('button', { name: 'Good', exact: true }).click()
  await widget.getByRole('textbox', { name: 'What should we know about it?' }).fill('Quick and friendly')
  await widget.getByRole('button', { name: 'Send rating' }).click()
  await widget.getByText('Thank you. Your rating has arrived.').waitFor()
  expect(await lookedAt(page, 'widget-rated')).toEqual([])
  const { surveys } = await site.care.get(site.care.admin, 'GET /api/v1/conversations/:id/surveys', {
    params: { id: conversation },
  })
  expect(surveys).toMatchObject([{ score: 4, comment: 'Quick and friendly' }])
  await context.close()
})

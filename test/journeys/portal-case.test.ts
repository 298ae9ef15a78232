import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from './desk.ts'
import { lookedAt, openSite, type Site } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite()
  // Who is away gives their work back.
  await site.care.get(site.eva, 'PUT /api/v1/presence', { body: { state: 'available' } })
})
afterAll(() => site?.[Symbol.asyncDispose]())

/** An advisor puts the address of the customer's page into the reply, and the customer opens what came. */
async function linkFor(id: string): Promise<string> {
  await using desk = await openDesk(site, site.eva, `/inbox/all/${id}`)
  const { page } = desk
  await page.getByRole('button', { name: 'Put the customer’s page into the reply' }).click()
  const reply = page.getByRole('textbox', { name: 'Reply' })
  await expect.poll(() => reply.inputValue()).toMatch(/\/b\/ondelle\/case\/[\w-]{32}\?lang=en$/)
  return (await reply.inputValue()).replace(/^https?:\/\/[^/]+/, site.url)
}

test.each([
  ['with a script', true],
  ['without a script', false],
])(
  '%s: the customer sees where it stands, adds, asks to be called, says it is solved and opens it again',
  async (how, javaScriptEnabled) => {
    const { care, eva } = site
    const visitor = await care.visitor('No internet since Monday', {
      brand: 'ondelle',
      lang: 'en',
      name: 'Amina Haddad',
    })
    await care.settle()
    const params = { id: visitor.id }
    await care.get(eva, 'PUT /api/v1/conversations/:id/assignment', { params, body: { agent: eva.id } })
    await care.settle()
    const link = await linkFor(visitor.id)
    const context = await site.visit({ javaScriptEnabled, viewport: { width: 320, height: 740 } })
    const page = await context.newPage()
    await page.goto(link)
    await page.getByRole('heading', { level: 1, name: /Your case OND-/ }).waitFor()
    await page.getByText('Eva has it and is working on it.').waitFor()
    expect(javaScriptEnabled ? await lookedAt(page, 'portal-case-phone') : []).toEqual([])

    await page.getByLabel('Your message').fill(`The box blinks red, ${how}`)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('It has arrived. Whoever works on it sees it.').waitFor()
    await page.getByLabel('Phone number').fill('soon')
    await page.getByRole('button', { name: 'Ask for a call' }).click()
    await page.getByText('Enter a phone number with 6 to 15 digits.').waitFor()
    expect(javaScriptEnabled ? await lookedAt(page, 'portal-case-fault') : []).toEqual([])
    await page.getByLabel('Phone number').fill('+32 470 00 00 01')
    await page.getByLabel('When suits you').selectOption({ label: 'in the evening' })
    await page.getByRole('button', { name: 'Ask for a call' }).click()
    await page.getByText('Your wish to be called has arrived.').waitFor()
    await page.getByRole('button', { name: 'It is solved' }).click()
    await page.getByText('Good to hear. We have noted that it is solved.').waitFor()
    await care.settle()
    await page.reload()
    await page.getByText(/It was settled today/).waitFor()
    expect(javaScriptEnabled ? await lookedAt(page, 'portal-case-settled') : []).toEqual([])
    await page.getByLabel('What is still wrong?').fill('It is down again')
    await page.getByRole('button', { name: 'Open it again' }).click()
    await page.getByText('It is open again, with everything that was said before.').waitFor()
    await context.close()

    const { messages } = await care.open(eva, visitor.id)
    expect(messages.filter(({ by }) => by.kind === 'contact').map(({ text }) => text)).toEqual([
      'No internet since Monday',
      `The box blinks red, ${how}`,
      'Please call me: +32 470 00 00 01 (in the evening).',
      'It is down again',
    ])
  },
)

test('in Arabic, wide and in the dark; and an address that opens nothing', async () => {
  const visitor = await site.care.visitor('No internet', { brand: 'ondelle', lang: 'en', name: 'Amina Haddad' })
  await site.care.settle()
  const link = await linkFor(visitor.id)
  const context = await site.visit({ colorScheme: 'dark' })
  const page = await context.newPage()
  await page.goto(link.replace('lang=en', 'lang=ar'))
  await page.getByRole('heading', { level: 1, name: /قضيتك/ }).waitFor()
  expect(await lookedAt(page, 'portal-case-ar')).toEqual([])
  await page.goto(`${site.url}/b/ondelle/case/nothing?lang=en`)
  await page.getByRole('heading', { level: 1, name: 'This page is no longer here' }).waitFor()
  expect(await lookedAt(page, 'portal-case-gone')).toEqual([])
  await context.close()
})

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
import { againstPolicy } from './desk.ts'
import { lookedAt, openBrowser } from './site.ts'

let app: TestApp
let browser: Browser
beforeAll(async () => {
  // Browsers drop cookies whose time is over by their own clock.
  app = await startApp({ work: true, now: new Date().toISOString() })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app?.stop()
})

const broken: string[] = []
/** A machine of one's own: nobody is signed in there. */
async function machine(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } })
  context.on('close', () => broken.push(...said))
  const said = againstPolicy(context)
  return { context, page: await context.newPage() }
}
const PASSWORD = 'three geese over the canal'

async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Login' }).fill(login)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'My open' }).waitFor()
}
async function choosePassword(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('heading', { level: 1, name: 'Choose a password' }).waitFor()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.getByText('Password saved. Sign in with it.').waitFor()
}
async function linkShown(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', { name: 'A link for one person' })
  const link = (await dialog.getByText(/#/).textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Close' }).click()
  return link
}

/** Nothing can be done without a brand, so that is where one begins. */
async function firstBrand(page: Page): Promise<void> {
  await page.getByText('No brand yet.').waitFor()
  expect(await lookedAt(page, 'console-no-brand')).toEqual([])
  await page.getByRole('button', { name: 'New brand' }).click()
  const editor = page.getByRole('dialog', { name: 'New brand' })
  await editor.getByRole('button', { name: 'Create the brand' }).click()
  await editor.getByText('Say how the brand is called.').waitFor()
  await editor.getByRole('textbox', { name: 'Name', exact: true }).fill('Ondé Mobile')
  expect(await editor.getByText('Say how the brand is called.').count()).toBe(0)
  expect(await editor.getByRole('textbox', { name: 'Address on this server' }).inputValue()).toBe('onde-mobile')
  await editor.getByRole('checkbox', { name: 'French' }).check()
  await editor.getByRole('combobox', { name: 'First language' }).selectOption({ label: 'French' })
  await editor
    .getByRole('textbox', { name: 'Greeting in the widget · French' })
    .fill('Bonjour, que pouvons-nous faire ?')
  expect(await lookedAt(page, 'console-new-brand')).toEqual([])
  await editor.getByRole('button', { name: 'Create the brand' }).click()
  await page.getByRole('cell', { name: 'French, English' }).waitFor()
  const [site] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: '/b/onde-mobile/' }).click(),
  ])
  await site.getByRole('heading', { level: 1 }).waitFor()
  expect(await site.locator('html').getAttribute('lang')).toBe('en')
  await site.close()

  // Its advisors choose it wherever a brand is asked for, without signing in again.
  await page.getByRole('link', { name: 'Channels' }).click()
  await page.getByRole('button', { name: 'Connect an account' }).click()
  await page.getByRole('combobox', { name: 'Brand' }).selectOption({ label: 'Ondé Mobile' })
  await page.keyboard.press('Escape')
}

test('the first administrator sets up by the link of the terminal, invites an advisor, and helps one who forgot', async () => {
  const admin = await machine()
  const link = (await app.running.setupLink()) ?? ''
  await admin.page.goto(link)
  await admin.page.getByRole('heading', { level: 1, name: 'Set up Switchboard' }).waitFor()
  expect(await lookedAt(admin.page, 'console-set-up')).toEqual([])
  await admin.page.getByRole('textbox', { name: 'Your name' }).fill('Nadia Verhulst')
  await admin.page.getByRole('textbox', { name: 'Login' }).fill('nadia@staff.example')
  await admin.page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await admin.page.getByRole('button', { name: 'Begin' }).click()
  await firstBrand(admin.page)
  await admin.page.getByRole('link', { name: 'Advisors' }).click()

  await admin.page.getByRole('button', { name: 'New advisor' }).click()
  const editor = admin.page.getByRole('dialog', { name: 'New advisor' })
  await editor.getByRole('textbox', { name: 'Name', exact: true }).fill('Omar Said')
  await editor.getByRole('textbox', { name: 'Name for customers' }).fill('Omar')
  await editor.getByRole('textbox', { name: 'Login' }).fill('omar@staff.example')
  await editor.getByRole('button', { name: 'Add a role' }).click()
  await editor.getByRole('combobox', { name: 'Role' }).last().selectOption({ label: 'Team lead' })
  await editor.getByRole('checkbox', { name: 'French' }).check()
  await editor.getByRole('button', { name: 'Another language' }).click()
  await admin.page.keyboard.type('germ')
  await admin.page.keyboard.press('ArrowDown')
  await admin.page.keyboard.press('Enter')
  expect(await editor.getByRole('checkbox', { name: 'German' }).isChecked()).toBe(true)
  await editor.getByRole('button', { name: 'Add a skill' }).click()
  await editor.getByRole('textbox', { name: 'Skill' }).fill('fibre')
  await editor.getByRole('combobox', { name: 'How well' }).selectOption({ label: '5: expert' })
  expect(await lookedAt(admin.page, 'console-advisor')).toEqual([])
  await editor.getByRole('button', { name: 'Save' }).click()
  const invitation = await linkShown(admin.page)
  await admin.page.getByRole('cell', { name: 'Advisor, Team lead' }).waitFor()

  const omar = await machine()
  await choosePassword(omar.page, invitation, 'a first sentence of mine')
  await omar.page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  expect(await lookedAt(omar.page, 'console-sign-in')).toEqual([])
  await signIn(omar.page, 'omar@staff.example', 'a first sentence of mine')
  await omar.page.goto(invitation)
  await omar.page.getByLabel('Password', { exact: true }).fill('and once again with it')
  await omar.page.getByRole('button', { name: 'Save the password' }).click()
  await omar.page.getByRole('alert').waitFor()
  await omar.context.close()

  await admin.page.getByRole('button', { name: 'Omar Said' }).click()
  const known = admin.page.getByRole('dialog', { name: 'Omar Said' })
  expect(await known.getByRole('textbox', { name: 'Skill' }).inputValue()).toBe('fibre')
  expect(
    await known
      .getByRole('checkbox', { checked: true })
      .evaluateAll((all) => all.map((one) => one.parentElement?.textContent)),
  ).toEqual(expect.arrayContaining(['French', 'German']))
  await known.getByRole('button', { name: 'Link for a new password' }).click()
  const elsewhere = await machine()
  await choosePassword(elsewhere.page, await linkShown(admin.page), 'a second sentence of mine')
  await signIn(elsewhere.page, 'omar@staff.example', 'a second sentence of mine')
  await elsewhere.context.close()
  await admin.context.close()
  expect(broken).toEqual([])
})

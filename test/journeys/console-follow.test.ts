import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openDesk } from './desk.ts'
import { aminaWaits, lookedAt, openSite, type Site } from './site.ts'

let site: Site
let conversation: string
beforeAll(async () => {
  site = await openSite()
  conversation = await aminaWaits(site)
  await site.care.settle()
})
afterAll(() => site?.[Symbol.asyncDispose]())

test('f follows: a mark, a list of its own, and a notice when something happens; f again ends it', async () => {
  const { care, eva } = site
  await using desk = await openDesk(site, eva, `/inbox/all/${conversation}`)
  const { page } = desk
  await page.getByRole('textbox', { name: 'Reply' }).waitFor()
  await page.keyboard.press('f')
  await page.getByText('Following', { exact: true }).waitFor()
  await page.getByText('You are told what becomes of it.').waitFor()
  expect(await lookedAt(page, 'console-follow')).toEqual([])
  await page.getByRole('link', { name: /^Followed/ }).click()
  await page.getByRole('option', { name: /Amina Haddad/ }).waitFor()

  const admin = await care.person({ role: 'admin', brand: null })
  const body = { id: newId(), text: 'The line is measured' }
  await care.get(admin, 'POST /api/v1/conversations/:id/notes', { params: { id: conversation }, body })
  await care.settle()
  await page
    .getByRole('button', { name: /unread/i })
    .first()
    .waitFor()
  await desk.go('/notices')
  await page.getByRole('link', { name: /left a note: Amina Haddad/ }).click()
  await page.getByText('The line is measured').waitFor()
  await page.getByText('Following', { exact: true }).waitFor()
  await page.keyboard.press('f')
  await page.getByText('Following', { exact: true }).waitFor({ state: 'detached' })
})

test('a team is named in a note as a person is', async () => {
  const { care, eva } = site
  const brand = (await care.open(care.admin, conversation)).row.brand
  const team = { id: newId(), brand, name: { en: 'Field team' } }
  await care.get(care.admin, 'POST /api/v1/teams', { body: team })
  const omar = await care.person({ role: 'advisor', brand })
  // There is no verb for it alone: an agent is changed as a whole.
  await care.app.app.database.pool.query('insert into people.team_member (team_id, agent_id) values ($1, $2)', [
    team.id,
    omar.id,
  ])
  await using desk = await openDesk(site, eva, `/inbox/all/${conversation}`)
  const { page } = desk
  await page.getByRole('textbox', { name: 'Reply' }).waitFor()
  await page.keyboard.press('n')
  const note = page.getByRole('textbox', { name: 'Note' })
  await note.pressSequentially('Please look @fie')
  await page.getByRole('option', { name: /Field team/ }).waitFor()
  expect(await lookedAt(page, 'console-mention-team')).toEqual([])
  await page.keyboard.press('Enter')
  await expect.poll(() => note.inputValue()).toBe('Please look @Field team ')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByText('Please look @Field team').waitFor()
  // It is on the page before the server has it.
  const arrived = async () => (await care.open(eva, conversation)).messages.map(({ text }) => text)
  await expect.poll(arrived).toContain('Please look @Field team')
  await care.settle()
  const told = (await care.get(omar, 'GET /api/v1/notices')).items.map(({ kind }) => kind)
  expect(told).toContain('mention')
})

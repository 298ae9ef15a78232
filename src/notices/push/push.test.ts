import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import { type Care, care } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { openPushService, type PushService } from '../../../test/support/push-service.ts'

let service: PushService
let the: Care
let eva: Person
beforeAll(async () => {
  service = await openPushService()
  the = await care({ modules: [openNotices], start: { config: { pushHosts: [service.outside.host] } } })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
})
afterAll(async () => {
  await the?.app.stop()
  await service?.[Symbol.asyncDispose]()
})

async function withBrowser(lang = 'fr') {
  const omar = await the.person({ role: 'advisor', brand: the.lumo })
  const browser = service.subscribe()
  const id = newId()
  const { endpoint, keys } = browser
  const body = { endpoint, keys, lang, name: 'Chromium, Linux' }
  const keep = (who: Person) => the.call(who, 'PUT /api/v1/notices/devices/:id', { params: { id }, body })
  expect((await keep(omar)).status).toBe(204)
  return { omar, browser, id, keep }
}
async function mention(who: Person): Promise<{ id: string; reference: string }> {
  const amina = await the.visitor('Bonjour', { name: 'Amina' })
  const body = { id: newId(), text: 'Regarde', mentions: [who.id] }
  await the.get(eva, 'POST /api/v1/conversations/:id/notes', { params: { id: amina.id }, body })
  await the.settle()
  return { id: amina.id, reference: (await the.open(eva, amina.id)).row.reference }
}
const devicesOf = async (who: Person) => (await the.get(who, 'GET /api/v1/notices/devices')).devices

test('who is mentioned is told in their browser, in its language, and nobody else', async () => {
  const { omar, browser } = await withBrowser()
  const other = await withBrowser()
  const { id, reference } = await mention(omar)
  const [told, ...more] = await browser.read()
  expect(more).toEqual([])
  expect(told).toMatchObject({ title: 'Switchboard', lang: 'fr', dir: 'ltr', href: `/console/c/${id}` })
  expect(told?.text).toContain(reference)
  expect(told?.text).toContain('Eva Person')
  expect(await other.browser.read()).toEqual([])
  expect((await devicesOf(omar))[0]?.toldAt).not.toBeNull()
})

test('a push service that is busy is asked again; a browser that is gone is forgotten', async () => {
  const { omar, browser } = await withBrowser()
  service.outside.answers.push({ status: 503 })
  await mention(omar)
  the.app.clock.advance({ minutes: 2 })
  await the.settle()
  expect(await browser.read()).toHaveLength(2)
  expect(await devicesOf(omar)).toHaveLength(1)

  service.outside.answers.push({ status: 410 })
  await mention(omar)
  expect(await devicesOf(omar)).toEqual([])
})

test('in quiet hours nothing is told, and after them only what is still unread', async () => {
  const { omar, browser } = await withBrowser('en')
  const hour = the.app.clock.now().getUTCHours()
  const clock = (n: number) => `${String((hour + n) % 24).padStart(2, '0')}:00`
  const { choices } = await the.get(omar, 'GET /api/v1/notices/mail')
  const quiet = { from: clock(0), to: clock(2), days: [1, 2, 3, 4, 5, 6, 7] }
  await the.get(omar, 'PUT /api/v1/notices/mail', { body: { ...choices, timeZone: 'UTC', quiet } })
  await mention(omar)
  const [read] = (await the.get(omar, 'GET /api/v1/notices')).items
  await the.get(omar, 'PUT /api/v1/notices/read', { body: { upTo: read?.id ?? '' } })
  const second = await mention(omar)
  expect(await browser.read()).toEqual([])
  the.app.clock.advance({ hours: 2 })
  await the.settle()
  expect((await browser.read()).map(({ href }) => href)).toEqual([`/console/c/${second.id}`])
})

test('a browser is told for whoever is signed in there last; what is wrong is refused, and others’ stay theirs', async () => {
  const { omar, id, keep, browser } = await withBrowser()
  expect((await keep(eva)).status).toBe(409)
  const { endpoint, keys } = browser
  const again = { endpoint, keys, lang: 'en', name: 'Chromium, Linux' }
  await the.get(eva, 'PUT /api/v1/notices/devices/:id', { params: { id: newId() }, body: again })
  expect(await devicesOf(omar)).toEqual([])
  expect(await devicesOf(eva)).toHaveLength(1)
  const plain = { ...again, endpoint: 'http://push.example/x' }
  const refused = await the.call(eva, 'PUT /api/v1/notices/devices/:id', { params: { id }, body: plain })
  expect(refused.status).toBe(400)
  const mine = (await devicesOf(eva))[0]?.id ?? ''
  await the.get(omar, 'DELETE /api/v1/notices/devices/:id', { params: { id: mine } })
  expect(await devicesOf(eva)).toHaveLength(1)
  await the.get(eva, 'DELETE /api/v1/notices/devices/:id', { params: { id: mine } })
  expect(await devicesOf(eva)).toEqual([])
})

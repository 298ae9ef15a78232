import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openPushService, type PushService } from '../support/push-service.ts'
import { openDesk } from './desk.ts'
import { aminaWaits, lookedAt, openSite, type Site } from './site.ts'

let service: PushService
let site: Site
beforeAll(async () => {
  service = await openPushService()
  site = await openSite({ config: { pushHosts: [service.outside.host] } })
})
afterAll(async () => {
  await site?.[Symbol.asyncDispose]()
  await service?.[Symbol.asyncDispose]()
})

/** The browser's maker runs the push service: here the test does, so subscribing answers with one of its subscriptions. */
async function subscribesWith(page: Page, json: object): Promise<void> {
  await page.addInitScript((given) => {
    PushManager.prototype.subscribe = async () => ({ toJSON: () => given }) as PushSubscription
  }, json)
}

/** What the push service would bring to the browser is brought by its own tools. */
async function bring(page: Page, origin: string, told: object): Promise<void> {
  const tools = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [ours] = registrations.filter(({ scopeURL }) => scopeURL.endsWith('/console/'))
      if (ours !== undefined) resolve(ours.registrationId)
    })
  })
  await tools.send('ServiceWorker.enable')
  const registrationId = await registered
  await tools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(told) })
}

const shown = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/console/')
    return ((await registration?.getNotifications()) ?? []).map(({ title, body }) => `${title}: ${body}`)
  })

test('an advisor is told in their browser when no page of ours is in front of them', async () => {
  const browser = service.subscribe()
  await using desk = await openDesk(site, site.eva, '/notices', { more: { permissions: ['notifications'] } })
  const { page } = desk
  await subscribesWith(page, { endpoint: browser.endpoint, keys: browser.keys })
  await desk.go('/settings/mine')
  const here = page.getByRole('switch', { name: 'Tell me in this browser, also when it shows no page of ours' })
  await here.press('Space')
  await expect.poll(async () => (await site.care.get(site.eva, 'GET /api/v1/notices/devices')).devices.length).toBe(1)
  await expect.poll(() => here.isChecked()).toBe(true)
  expect(await lookedAt(page, 'console-push')).toEqual([])

  const omar = await site.care.person({ role: 'lead', brand: site.brand })
  const amina = await aminaWaits(site)
  const body = { id: newId(), text: 'Please look', mentions: [site.eva.id] }
  await site.care.get(omar, 'POST /api/v1/conversations/:id/notes', { params: { id: amina }, body })
  await site.care.settle()
  const [told] = await browser.read()
  expect(told?.href).toBe(`/console/c/${amina}`)

  await bring(page, site.url, told ?? {})
  expect(await shown(page), 'who looks at the console is told there').toEqual([])
  const other = await desk.context.newPage()
  await other.goto(`${site.url}/api/v1/health`)
  await page.goto('about:blank')
  await bring(other, site.url, told ?? {})
  await desk.go('/settings/mine')
  await expect.poll(() => shown(page)).toEqual([`Switchboard: ${told?.text}`])

  await page.getByRole('switch', { name: 'Tell me in this browser' }).press('Space')
  await expect.poll(async () => (await site.care.get(site.eva, 'GET /api/v1/notices/devices')).devices.length).toBe(0)
})

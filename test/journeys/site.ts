import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import axe from 'axe-core'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { openBot } from '#bot'
import { openCases } from '#cases'
import { openCoaching } from '#coaching'
import type { Config } from '#kernel/config'
import { type BrandId, newId } from '#kernel/ids'
import type { OpenModule } from '#kernel/registry'
import { openKnowledge } from '#knowledge'
import { openNotices } from '#notices'
import { openProofs } from '#proofs'
import { openSecureForms } from '#secure-forms'
import { openPortal, openWelcome, openWidget } from '#surfaces'
import { openVoice } from '#voice'
import { type Care, care } from '../support/care.ts'
import { brandValues, type Person } from '../support/people.ts'

export interface Site extends AsyncDisposable {
  readonly care: Care
  readonly url: string
  readonly brand: BrandId
  /** Answers customers of every brand; customers read "Eva". */
  readonly eva: Person
  readonly browser: Browser
  /** A page of somebody else, on another site, with the widget's one tag on it. A private window refuses our frame all storage there. */
  shop(more?: { lang?: string; brand?: string }): string
  /** The same on another origin of our own site, where the frame may keep its token. */
  ownShop(more?: { lang?: string; brand?: string }): string
  visit(options?: BrowserContextOptions): Promise<BrowserContext>
}

const always = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '00:00' }))

/** The whole product for its customers, with one brand that is open all day, and a browser. */
export async function openSite(
  more: { modules?: readonly OpenModule[]; config?: Partial<Config> } = {},
): Promise<Site> {
  const own = [
    openCases,
    openKnowledge,
    openNotices,
    openVoice,
    openProofs,
    openSecureForms,
    openBot,
    openCoaching,
    openWidget,
    openPortal,
    openWelcome,
  ]
  const modules = [...own, ...(more.modules ?? [])]
  const the = await care({ modules, start: { work: true, ...(more.config && { config: more.config }) } })
  const brand = await brandWithArticle(the)
  const eva = await the.person({ role: 'advisor', brand: null })
  const [shop, browser] = await Promise.all([openShop(the.app.url), openBrowser()])
  const { port } = shop.address() as AddressInfo
  return {
    care: the,
    url: the.app.url,
    brand,
    eva,
    browser,
    shop: (more = {}) => `http://localhost:${port}/?${new URLSearchParams(more)}`,
    ownShop: (more = {}) => `http://127.0.0.1:${port}/?${new URLSearchParams(more)}`,
    visit: (options) => browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 }, ...options }),
    async [Symbol.asyncDispose]() {
      await browser.close()
      shop.closeAllConnections()
      shop.close()
      await the.app.stop()
    },
  }
}

/** Amina Haddad writes by chat and waits for an advisor; the id of her conversation. */
export const aminaWaits = async ({ care }: Site, words = 'No internet.'): Promise<string> =>
  (await care.visitor(words, { brand: 'ondelle', lang: 'en', name: 'Amina Haddad' })).id

/** The run's Chromium, with whose other guests nothing is shared; closing it ends one's own pages only. */
export function openBrowser(): Promise<Browser> {
  const endpoint = inject('chromium')
  if (endpoint === null) throw new Error('Chromium is not on this machine.')
  return chromium.connect(endpoint)
}

async function brandWithArticle(the: Care): Promise<BrandId> {
  const id = newId<'brand'>()
  const look = { hue: 195, chroma: 0.095, radius: 8 }
  const values = brandValues('ondelle', {
    name: 'Ondelle',
    languages: ['en', 'fr', 'ar'],
    look,
    hours: { timeZone: 'Europe/Brussels', week: always, closedDays: [] },
    greeting: { en: 'Hello, how can we help you?' },
  })
  await the.ask(the.admin, 'POST /api/v1/brands', { body: { id, ...values } })
  const asked = { ...values, id: newId(), slug: 'guarded', name: 'Guarded', preChat: ['name', 'email'] as const }
  await the.ask(the.admin, 'POST /api/v1/brands', { body: asked })
  const article = newId()
  const body = {
    id: article,
    brand: id,
    key: 'puk',
    lang: 'en',
    title: 'Your phone asks for the PUK',
    slug: 'your-phone-asks-for-the-puk',
    summary: 'After three wrong PINs the SIM asks for its PUK. Where to find it.',
    body: 'The PUK has eight digits.\n\n## Find it\n\n1. Open **My Ondelle**.\n2. Choose *SIM*.',
    keywords: ['puk', 'pin'],
    questions: ['my phone asks for a puk'],
    likely: true,
  }
  await write(the, '/api/v1/articles', 'POST', body)
  await write(the, `/api/v1/articles/${article}/publication`, 'PUT')
  return id
}

async function write(the: Care, path: string, method: string, json?: object): Promise<void> {
  const answer = await the.app.fetch(path, { method, session: the.admin.session, ...(json && { json }) })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`)
}

/** Its own styles are wild, so that we see that the widget does not mind. */
const shopPage = (
  url: string,
  lang: string,
  brand: string,
): string => `<!doctype html><html lang="${lang}"><head><title>A shop</title>
<style>* { letter-spacing: 4px } button { font-size: 40px !important; background: red !important } iframe { border: 9px solid red !important }</style></head>
<body><main><h1>A shop</h1><p>Something else.</p></main><script src="${url}/widget.js" data-brand="${brand}" async></script></body></html>`

function openShop(url: string): Promise<Server> {
  const server = createServer((request, answer) => {
    const asked = new URL(request.url ?? '/', 'http://shop.example').searchParams
    answer.setHeader('content-type', 'text/html; charset=utf-8')
    answer.end(shopPage(url, asked.get('lang') ?? 'en', asked.get('brand') ?? 'ondelle'))
  })
  return new Promise((done) => server.listen(0, () => done(server)))
}

const PICTURES = join(import.meta.dirname, '../../artifacts/journeys')

interface Found {
  violations: readonly { id: string; nodes: readonly { target: unknown }[] }[]
}

/** Keeps a picture of the page when asked to, and says what axe found on it. In a frame that runs nothing axe would wait for ever. */
export async function lookedAt(page: Page, name: string, { frames = true } = {}): Promise<string[]> {
  if (process.env.SCREENS === '1') await page.screenshot({ path: join(PICTURES, `${name}.png`) })
  const { violations } = frames ? await withFrames(page) : await withoutFrames(page)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(', ')}`)
}

/** Put together in a page of its own only where there are frames to put together: that takes as long as looking. */
const withFrames = (page: Page): Promise<Found> =>
  new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1).analyze()

async function withoutFrames(page: Page): Promise<Found> {
  await page.evaluate(axe.source)
  return page.evaluate(() => {
    const found = (globalThis as unknown as { axe: { run(options: object): Promise<Found> } }).axe
    return found.run({ iframes: false })
  })
}

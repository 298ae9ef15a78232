import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Person } from '../support/people.ts'
import type { Site } from './site.ts'

export interface Look {
  prefs?: Record<string, unknown>
  width?: number
  height?: number
  more?: BrowserContextOptions
}
export interface Desk extends AsyncDisposable {
  context: BrowserContext
  page: Page
  go(path: string): Promise<void>
}

/** The console of somebody who is signed in, as they like it. At its end nothing may have gone against the page's policy. */
export async function openDesk(site: Site, who: Person, path: string, look: Look = {}): Promise<Desk> {
  const { prefs = {}, width = 1440, height = 900, more = {} } = look
  const context = await site.visit({ viewport: { width, height }, ...more })
  await context.addCookies([{ name: 'sb_staff', value: who.session, url: site.url }])
  await context.addInitScript(
    ([key, value]) => localStorage.setItem(String(key), String(value)),
    [`switchboard.prefs.${who.id}`, JSON.stringify({ lang: 'en', theme: 'light', ...prefs })],
  )
  await context.addInitScript(countAsked)
  const broken = againstPolicy(context)
  const page = await context.newPage()
  const go = async (to: string) => void (await page.goto(`${site.url}/console${to}`))
  await go(path)
  return {
    context,
    page,
    go,
    async [Symbol.asyncDispose]() {
      await context.close()
      expect(broken, 'against the content security policy').toEqual([])
    },
  }
}

/**
 * The heading is there, and nothing is asked of the server any more but the stream, which never ends.
 */
export async function shown(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => {
    const counted = globalThis as { asking?: number }
    return (counted.asking ?? 0) === 0 && document.querySelector('[role="status"] > .sr-only + i') === null
  })
}

/** Counts, in the page, what it asked and was not answered. */
function countAsked(): void {
  const counted = globalThis as { asking?: number; fetch: typeof fetch }
  const ask = counted.fetch.bind(globalThis)
  counted.fetch = async (...input) => {
    if (String(input[0]).includes('/stream')) return ask(...input)
    counted.asking = (counted.asking ?? 0) + 1
    try {
      return await ask(...input)
    } finally {
      // What the answer changes is painted first.
      requestAnimationFrame(() => requestAnimationFrame(() => (counted.asking = (counted.asking ?? 1) - 1)))
    }
  }
}

/** What Chromium says of a page that did what its policy forbids. */
export function againstPolicy(context: BrowserContext): string[] {
  const broken: string[] = []
  context.on('console', (message) => {
    if (/Content Security Policy|Trusted|TrustedHTML/.test(message.text())) broken.push(message.text())
  })
  context.on('weberror', (error) => {
    if (/Trusted/.test(error.error().message)) broken.push(error.error().message)
  })
  return broken
}

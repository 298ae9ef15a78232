import puppeteer, { type Browser, type ElementHandle, type Frame, type Page } from 'puppeteer-core'
import { vi } from 'vitest'
import { systemBrowser } from './system-browser.ts'

/** What a person does on a page, or in a frame of it. What is not there yet is waited for. */
export interface Hands {
  see(words: string): Promise<void>
  click(selector: string): Promise<void>
  type(selector: string, text: string): Promise<void>
  choose(selector: string, option: string): Promise<void>
}

interface Point {
  x: number
  y: number
}

/** A machine that does much else at the same time may take long. */
const PATIENCE = { timeout: 30_000, interval: 50 }

/** Nothing moves in it while it is clicked. */
export const openFirefox = (): Promise<Browser> =>
  puppeteer.launch({
    browser: 'firefox',
    executablePath: systemBrowser('firefox-esr', 'firefox'),
    headless: true,
    extraPrefsFirefox: { 'ui.prefersReducedMotion': 1 },
  })

/** As it is told to who cannot see. */
export const named = (role: string, name: string): string => `::-p-aria([name="${name}"][role="${role}"])`

/**
 * Says where to look, and in which frame of the page. Puppeteer's own waiting is not used: it is `eval` inside of the page, which ours
 * refuse; nor its way to where a frame stands, which Debian's Firefox does not know.
 */
export function handsIn(page: Page, frame?: { within: string; place: Frame }): Hands {
  const place = frame?.place ?? page
  const on = async (selector: string, act: (element: ElementHandle) => Promise<unknown>): Promise<void> => {
    await vi.waitFor(async () => act(await look(place, selector)), PATIENCE)
  }
  const click = async (element: ElementHandle): Promise<void> => {
    const corner = frame === undefined ? { x: 0, y: 0 } : await cornerOf(await look(page, frame.within))
    const { x, y } = await middleOf(element)
    await page.mouse.click(corner.x + x, corner.y + y)
  }
  return {
    see: (words) => on(`::-p-text(${words})`, async () => {}),
    click: (selector) => on(selector, click),
    type: (selector, text) => on(selector, (element) => element.type(text)),
    choose: (selector, option) => on(selector, (element) => element.select(option)),
  }
}

async function look(place: Page | Frame, selector: string): Promise<ElementHandle> {
  const element = await place.$(selector)
  if (element === null) throw new Error(`Firefox does not see ${selector}`)
  return element
}

const cornerOf = (element: ElementHandle): Promise<Point> =>
  element.evaluate((one) => {
    const { x, y } = (one as Element).getBoundingClientRect()
    return { x, y }
  })

/** Of what can be seen and is not covered by anything. */
async function middleOf(element: ElementHandle): Promise<Point> {
  const found = await element.evaluate((one) => {
    const target = one as Element
    target.scrollIntoView({ block: 'center' })
    const { x, y, width, height } = target.getBoundingClientRect()
    const middle = { x: x + width / 2, y: y + height / 2 }
    const root = target.getRootNode() as Document | ShadowRoot
    const hit = root.elementFromPoint(middle.x, middle.y)
    return hit !== null && target.contains(hit) ? middle : null
  })
  if (found === null) throw new Error('Firefox sees it, and something lies over it.')
  return found
}

/** The frame of the page whose address says so. */
export const frameAt = (page: Page, path: string): Promise<Frame> =>
  vi.waitFor(() => {
    const frame = page.frames().find((one) => one.url().includes(path))
    if (frame === undefined) throw new Error(`Firefox has no frame at ${path}`)
    return frame
  }, PATIENCE)

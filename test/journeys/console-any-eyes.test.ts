import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAnalytics } from '#analytics'
import { openSla } from '#sla'
import { openDesk, shown } from './desk.ts'
import { aminaWaits, openSite, type Site } from './site.ts'

let site: Site
let conversation: string
beforeAll(async () => {
  site = await openSite({ modules: [openAnalytics, openSla] })
  conversation = await aminaWaits(site)
})
afterAll(() => site?.[Symbol.asyncDispose]())

const settings = [
  'mine',
  'people',
  'teams',
  'roles',
  'brands',
  'labels',
  'queues',
  'levels',
  'calendars',
  'accounts',
  'operator',
]
const machine = ['keys', 'jobs', 'handlers', 'audit']
const pages = [
  '/inbox/all',
  '/inbox/all/:conversation',
  '/contacts',
  '/search?q=internet',
  '/notices',
  '/knowledge',
  '/canned',
  '/reports',
  ...[...settings, ...machine].map((section) => `/settings/${section}`),
]

/** What is cut off at the side, and boxes that must be moved both ways to be read. Tables of data may be wider, in a box of their own. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const nameOf = (element: Element) => `${element.tagName}.${element.className} ${element.textContent?.slice(0, 30)}`
    const moves = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX)
    const isShown = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.closest('.sr-only') === null
    const inOwnBox = (element: Element | null): boolean =>
      element !== null &&
      ((moves(element) && element.scrollWidth > element.clientWidth) || inOwnBox(element.parentElement))
    const all = [...document.querySelectorAll('body *')].filter(
      (element) => !element.closest('svg') && isShown(element),
    )
    const cut = all.filter((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      return width > 1 && (right > innerWidth + 1 || left < -1) && !inOwnBox(element.parentElement)
    })
    const bothWays = all.filter(
      (element) =>
        moves(element) &&
        element.scrollWidth > element.clientWidth + 1 &&
        element.scrollHeight > element.clientHeight + 1,
    )
    return [...cut, ...bothWays].slice(0, 5).map(nameOf)
  })

/** Of each kind of page one, where the direction alone is another. */
const kinds = ['/inbox/all/:conversation', '/contacts', '/reports', '/settings/brands']

describe.each([
  ['left to right', 'en', pages],
  ['right to left', 'ar', kinds],
])('at 320 pixels, as with 400 % zoom, %s', (_, lang, those) => {
  test('every page is read without moving it sideways', async () => {
    await using desk = await openDesk(site, site.care.admin, '/inbox/all', { width: 320, height: 640, prefs: { lang } })
    const found: Record<string, string[]> = {}
    for (const path of those) {
      await desk.go(path.replace(':conversation', conversation))
      await shown(desk.page)
      const wide = await tooWide(desk.page)
      if (wide.length > 0) found[path] = wide
    }
    expect(found).toEqual({})
  })
})

/** Where the Tab key goes, and whether it can be seen there: shadows and backgrounds are not drawn in forced colours. */
async function unseenStops(page: Page): Promise<string[]> {
  const unseen: string[] = []
  for (let stop = 0; stop < 24; stop += 1) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => {
      const outlined = (element: Element | null): boolean => {
        if (element === null) return false
        const { outlineStyle, outlineWidth } = getComputedStyle(element)
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
      }
      const at = document.activeElement
      if (at === null || at === document.body) return ''
      const row = document.getElementById(at.getAttribute('aria-activedescendant') ?? '')
      const shown =
        outlined(at) || outlined(row) || outlined(at.closest('[data-focus-visible]')) || [...at.children].some(outlined)
      return shown ? '' : `${at.tagName} ${at.getAttribute('aria-label') ?? at.textContent?.slice(0, 30)}`
    })
    if (name !== '') unseen.push(name)
  }
  return unseen
}

test('in the reader’s own colours one always sees where one is', async () => {
  await using desk = await openDesk(site, site.eva, '/inbox/all', {
    more: { forcedColors: 'active', reducedMotion: 'reduce' },
  })
  const found: Record<string, string[]> = {}
  for (const path of ['/inbox/all', '/inbox/all/:conversation', '/reports', '/contacts', '/settings/mine']) {
    await desk.go(path.replace(':conversation', conversation))
    await shown(desk.page)
    if (path === '/inbox/all') await desk.page.keyboard.press('j')
    const unseen = await unseenStops(desk.page)
    if (unseen.length > 0) found[path] = unseen
  }
  expect(found).toEqual({})
})

test('nothing moves for who asked for less motion', async () => {
  await using desk = await openDesk(site, site.eva, `/inbox/all/${conversation}`, { more: { reducedMotion: 'reduce' } })
  await desk.page.getByRole('textbox', { name: 'Reply' }).waitFor()
  await desk.page.keyboard.press('Control+k')
  await desk.page.getByRole('dialog').waitFor()
  const moving = await desk.page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1)
      .map((animation) => String(animation.effect && 'target' in animation.effect ? animation.effect.target : '')),
  )
  expect(moving).toEqual([])
})

test('the page says that only one place makes HTML', async () => {
  const answer = await site.care.app.fetch('/console/')
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy).toContain('trusted-types switchboard-baked')
})

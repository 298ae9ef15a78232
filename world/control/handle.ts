import { MOST_PER_MINUTE } from '../customers/arrivals.ts'
import { faultNames } from '../faults.ts'
import type { Demo } from '../open-demo.ts'
import { originsOf } from '../own-links.ts'
import { billingPage } from './billing.ts'
import { lettersPage } from './letters.ts'
import { controlPage, figuresPage, OFFLINE_SECONDS } from './page.ts'
import { style } from './style.ts'

export interface Asked {
  method: string
  path: string
  host: string
  origin: string | null
  /** Sec-Fetch-Site, where the browser says it. */
  site: string | null
  body: string
}
export interface Answered {
  status: number
  headers: Record<string, string>
  text: string
}

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/
const refused = (text: string): Answered => ({ status: 403, headers: plain, text })
const plain = { 'content-type': 'text/plain; charset=utf-8' }
const page = (text: string): Answered => ({ status: 200, headers: {}, text })
const back: Answered = { status: 303, headers: { location: '/' }, text: '' }

/** One request to the world's own page. A name that was pointed at this machine, and pages of other sites, get nothing. */
export function handle(demo: Demo, asked: Asked): Answered {
  if (!loopback.test(asked.host)) return refused('This page answers on 127.0.0.1 and localhost only.')
  if (asked.path === '/pace' && asked.method !== 'POST') return paceApi(demo, asked)
  if (asked.method === 'GET') return read(demo, asked.path)
  if (asked.method !== 'POST') return { status: 405, headers: { ...plain, allow: 'GET, POST' }, text: 'Not this way.' }
  if (!isOwn(asked)) return refused('This came from a page of another site. Nothing was changed.')
  return change(demo, asked)
}

/** Without JavaScript a form sends its page's origin; a program without one is no browser that was tricked. */
const isOwn = ({ origin, host, site }: Asked): boolean =>
  origin === null ? site === null || site === 'same-origin' : origin === `http://${host}`

function read(demo: Demo, path: string): Answered {
  if (path === '/') return page(controlPage(demo))
  if (path === '/letters') return page(lettersPage(demo))
  if (path === '/billing') return page(billingPage(demo))
  if (path === '/figures') return page(figuresPage(demo))
  if (path === '/style.css') return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, text: style }
  return { status: 404, headers: plain, text: 'There is nothing here.' }
}

function change(demo: Demo, { path, body }: Asked): Answered {
  const form = new URLSearchParams(body)
  const fault = faultNames.find((name) => path === `/faults/${name}`)
  const wished = Number(form.get('perMinute') || Number.NaN)
  if (path === '/pace' && isPace(wished)) demo.pace.set(wished)
  else if (path === '/colleagues') demo.colleagues.on = form.get('on') === '1'
  else if (path === '/billing' && demo.billing !== null) demo.billing.down = form.get('down') === '1'
  else if (path === '/faults/offline') demo.faults.offline(OFFLINE_SECONDS * 1000)
  else if (fault !== undefined) demo.faults.turn(fault, form.get('on') === '1')
  else return { status: 400, headers: plain, text: 'That is nothing this page can do.' }
  return back
}

const isPace = (wished: unknown): wished is number =>
  typeof wished === 'number' && Number.isInteger(wished) && wished >= 0 && wished <= MOST_PER_MINUTE

/** `GET` and `PUT /pace`, for the product's welcome page: its origin alone may ask from a browser. */
function paceApi(demo: Demo, asked: Asked): Answered {
  const headers = { 'content-type': 'application/json', ...corsFor(demo, asked.origin) }
  if (asked.origin !== null && !('access-control-allow-origin' in headers) && !isOwn(asked))
    return refused('This page is for Switchboard on this machine only.')
  if (asked.method === 'OPTIONS') return { status: 204, headers, text: '' }
  if (asked.method !== 'GET' && asked.method !== 'PUT') return { status: 405, headers, text: '{}' }
  const wished = asked.method === 'PUT' ? wishOf(asked.body) : {}
  if (wished === null)
    return {
      status: 400,
      headers,
      text: JSON.stringify({
        code: 'invalid_input',
        detail: `perMinute is a whole number from 0 to ${MOST_PER_MINUTE}.`,
      }),
    }
  if (wished.perMinute !== undefined) demo.pace.set(wished.perMinute)
  if (wished.colleagues !== undefined) demo.colleagues.on = wished.colleagues
  return { status: 200, headers, text: JSON.stringify(stateOf(demo)) }
}

function corsFor({ settings }: Demo, origin: string | null): Record<string, string> {
  if (origin === null || !originsOf(settings.url).includes(origin)) return { vary: 'origin' }
  return {
    vary: 'origin',
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, PUT',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': '600',
  }
}

function wishOf(body: string): { perMinute?: number; colleagues?: boolean } | null {
  const wish = parsed(body)
  if (typeof wish !== 'object' || wish === null) return null
  const perMinute: unknown = Reflect.get(wish, 'perMinute')
  const colleagues: unknown = Reflect.get(wish, 'colleagues')
  if (perMinute !== undefined && !isPace(perMinute)) return null
  if (colleagues !== undefined && typeof colleagues !== 'boolean') return null
  return { ...(perMinute !== undefined && { perMinute }), ...(colleagues !== undefined && { colleagues }) }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

const stateOf = ({ pace, colleagues, world }: Demo) => ({
  perMinute: pace.perMinute,
  most: MOST_PER_MINUTE,
  colleagues: colleagues.on,
  here: world.figures.here,
  waiting: world.waiting.list().length,
  began: world.figures.began,
  messages: world.figures.messages,
  failed: world.figures.failed,
})

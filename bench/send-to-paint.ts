// From a customer's send to the painted message in the console, and from an advisor's reply to the painted message in the widget,
// while 200 messages a second come in and 500 streams are open: a real browser, the whole product, one machine for all of it.
// And where the time went: our server until the words are written, our page from their receipt to the document, and the rest.
// `node bench/send-to-paint.ts 20 50`: 20 probes among 50 messages a second.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, chromium, type Frame, type Page } from 'playwright-core'
import type { Database } from '#kernel/db'
import { newId } from '#kernel/ids'
import { findChromium } from '../scripts/test/browsers.ts'
import { type Advisor, signedIn } from './support/advisor.ts'
import { type AppProcess, startAppProcess } from './support/app-process.ts'
import { openBench } from './support/bench-app.ts'
import { openCrowd } from './support/crowd.ts'
import { type Figure, printFigures } from './support/figures.ts'
import { fill, idOf } from './support/fill.ts'
import { type Hops, hopFigure, printHops } from './support/hops.ts'
import { mainThread } from './support/main-thread.ts'
import { listenForProbes, type Seen, seenIn, watchLog } from './support/painted.ts'
import { clock, type Probed } from './support/probe.ts'
import { openWindows, tokenOf } from './support/visitors.ts'

const PER_SECOND = 200
const STREAMS = 500
const VISITORS = 20_000
const EVERY_MS = 250
const PATIENCE_MS = 10_000
const LIMIT_MS = 250
/** Whose conversation the console has open. */
const SHOWN = 20_000

interface Scene {
  app: AppProcess
  database: Database
  browser: Browser
  eva: Advisor
  probes: number
  perSecond: number
}

interface Sent {
  probe: string
  sent: number
  /** Null: not painted within the time. */
  seen: Seen | null
}

interface Told {
  sent: Sent[]
  perSecond: number
  cpu: Cpu
  /** Written down by the server, and not in the page once all is calm. */
  missing: number
}

/** Microseconds of a processor for each message of all. */
interface Cpu {
  app: number
  page: number
}

/** Where probes go: the page that should show them, and how one is said. */
interface Target {
  page: Page | Frame
  conversation: string
  say(probe: string, text: string): Promise<void>
  leave(): Promise<void>
}

/** One after the other, each when it was painted or given up, and not more often than every 250 ms. */
async function probe({ page, say }: Target, name: string, probes: number): Promise<Sent[]> {
  await watchLog(page)
  const all: Sent[] = []
  for (let n = 0; n < probes; n++) {
    const text = `probe-${name}-${n};`
    const sent = clock()
    const [seen] = await Promise.all([seenIn(page, text, PATIENCE_MS), say(text, text)])
    all.push({ probe: text, sent, seen })
    await pause(Math.max(0, EVERY_MS - (clock() - sent)))
  }
  return all
}

async function openConsole({ app, browser, eva }: Scene): Promise<Target> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  await listenForProbes(context)
  await context.addCookies([{ name: 'sb_staff', value: eva.session, url: app.url }])
  const page = await context.newPage()
  await page.goto(`${app.url}/console/inbox/all/${idOf(SHOWN)}`)
  await page.getByRole('log').waitFor()
  return {
    page,
    conversation: idOf(SHOWN),
    say: (probe, text) =>
      post(app, '/api/v1/chat/messages', { id: newId(), text }, { ...bearer(tokenOf(SHOWN)), 'x-probe': probe }),
    leave: () => context.close(),
  }
}

async function openWidget({ app, browser, eva, database }: Scene): Promise<Target> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, locale: 'en-GB' })
  await listenForProbes(context)
  const page = await context.newPage()
  await page.goto(`${app.url}/b/bench/`)
  await page.getByRole('button', { name: /Open the help chat/ }).click()
  const inside = page.frameLocator('iframe')
  await inside.getByRole('button', { name: 'Write to us' }).click()
  await inside.getByRole('textbox').fill('probe-first-0;')
  await inside.getByRole('textbox').press('Enter')
  await inside.getByRole('log').getByText('probe-first-0;').waitFor()
  const frame = page.frames().find((one) => one !== page.mainFrame())
  if (frame === undefined) throw new Error('The widget has no frame.')
  const conversation = await conversationOf(database, 'probe-first-0;')
  const path = `/api/v1/conversations/${conversation}/messages`
  return {
    page: frame,
    conversation,
    say: (probe, text) =>
      post(app, path, { id: newId(), text, seenSeq: 1 }, { cookie: `sb_staff=${eva.session}`, 'x-probe': probe }),
    leave: () => context.close(),
  }
}

/** The window shows what was written before the server has answered. */
async function conversationOf({ pool }: Database, text: string): Promise<string> {
  for (;;) {
    const { rows } = await pool.query<{ id: string }>(
      'select conversation_id as id from conversations.message where text = $1',
      [text],
    )
    if (rows[0] !== undefined) return rows[0].id
    await pause(50)
  }
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })

async function post(app: AppProcess, path: string, body: object, more: Record<string, string>): Promise<void> {
  const headers = { 'content-type': 'application/json', origin: app.url, ...more }
  const answer = await fetch(app.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`A probe was refused: ${answer.status} ${await answer.text()}`)
  await answer.body?.cancel()
}

/** Which of the conversation's messages the page does not show when nothing more comes. */
async function missingIn({ pool }: Database, { page, conversation }: Target, sent: readonly Sent[]): Promise<number> {
  const { rows } = await pool.query<{ text: string }>(
    `select text from conversations.message where conversation_id = $1 and text like 'probe-%'`,
    [conversation],
  )
  const shown = await page.locator('[role=log]').innerText()
  const written = new Set(rows.map(({ text }) => text))
  return sent.filter(({ probe }) => !written.has(probe) || !shown.includes(probe)).length
}

async function amongOthers(scene: Scene, name: string, target: Target): Promise<Told> {
  const { app, database, probes, perSecond: wanted } = scene
  const page = await mainThread('mainFrame' in target.page ? target.page : target.page.page())
  const { leave } = await openCrowd({ url: app.url, streams: STREAMS, perSecond: wanted, visitors: VISITORS - 1 })
  const before = { app: await app.cpu(), page: await page() }
  const start = clock()
  const sent = await probe(target, name, probes)
  const after = { app: await app.cpu(), page: await page() }
  const seconds = (clock() - start) / 1_000
  const { perSecond, refused } = await leave()
  if (refused > 0) throw new Error(`${refused} messages of the crowd were refused.`)
  const each = seconds * perSecond + probes
  const cpu = { app: (after.app - before.app) / each, page: (after.page - before.page) / each }
  await pause(PATIENCE_MS)
  const missing = await missingIn(database, target, sent)
  await target.leave()
  return { sent, perSecond, cpu, missing }
}

/** What page, bench and server each know of a probe, in one. */
function hopsOf({ sent }: Told, marks: Record<string, Probed>): Hops[] {
  return sent.flatMap(({ probe, sent, seen }) => {
    const { received, answered, written } = marks[probe] ?? {}
    return seen === null || received === undefined || answered === undefined || written === undefined
      ? []
      : [{ sent, received, answered, written, ...seen }]
  })
}

export async function benchSendToPaint(probes = 200, perSecond = PER_SECOND): Promise<Figure[]> {
  const executablePath = await findChromium()
  if (executablePath === null) throw new Error('There is no Chromium here: install it, or name one with CHROMIUM_PATH.')
  const dir = mkdtempSync(join(tmpdir(), 'switchboard-marks-'))
  const file = join(dir, 'marks.json')
  await using bench = await openBench(4)
  const { database } = bench
  await fill(database, { conversations: VISITORS })
  await openWindows(database, VISITORS)
  const preload = `--import ${new URL('support/marks.ts', import.meta.url)}`
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const runs: Record<string, Told> = {}
  try {
    await using app = await startAppProcess(database, { NODE_OPTIONS: preload, BENCH_MARKS: file })
    const scene: Scene = { app, database, browser, eva: await signedIn(database), probes, perSecond }
    runs['customer’s send → painted in the console'] = await amongOthers(scene, 'customer', await openConsole(scene))
    runs['advisor’s reply → painted in the widget'] = await amongOthers(scene, 'advisor', await openWidget(scene))
  } finally {
    await browser.close()
  }
  const marks: Record<string, Probed> = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(dir, { recursive: true })
  return Object.entries(runs).map(([claim, told]) => {
    const hops = hopsOf(told, marks)
    printHops(claim, hops)
    const late = told.sent.filter(({ seen }) => seen === null).length
    const among = `at ${told.perSecond.toFixed(0)} messages/s with ${STREAMS} streams`
    const { app, page } = told.cpu
    console.error(`CPU a message: our server ${app.toFixed(0)} µs, the page's main thread ${page.toFixed(0)} µs`)
    return hopFigure(`${claim}, p99 of ${told.sent.length}, ${among}`, hops, {
      limit: LIMIT_MS,
      late,
      missing: told.missing,
    })
  })
}

if (import.meta.main) {
  const [probes = 200, perSecond = PER_SECOND] = process.argv.slice(2).map(Number)
  printFigures(await benchSendToPaint(probes, perSecond))
}

// From a customer's send to the painted message in the console, and from an advisor's reply to the painted message in the widget,
// while 200 messages a second come in and 500 streams are open: a real browser, the whole product, one machine for all of it.
import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, chromium, type Frame, type Page } from 'playwright-core'
import type { Database } from '#kernel/db'
import { newId } from '#kernel/ids'
import { findChromium } from '../scripts/test/browsers.ts'
import { type Advisor, signedIn } from './support/advisor.ts'
import { type AppProcess, startAppProcess } from './support/app-process.ts'
import { openBench } from './support/bench-app.ts'
import { at, type Figure, printFigures } from './support/figures.ts'
import { fill, idOf } from './support/fill.ts'
import { httpLoad } from './support/http-load.ts'
import { paintedAt, watchProbes } from './support/painted.ts'
import { openVisitorStreams } from './support/streams.ts'
import { messageOf, openWindows, tokenOf } from './support/visitors.ts'
import { words } from './support/words.ts'

const PER_SECOND = 200
const STREAMS = 500
const VISITORS = 20_000
const PROBES = 200
const EVERY_MS = 250
const LIMIT_MS = 250
/** Whose conversation the console has open. */
const SHOWN = 20_000

interface Scene {
  app: AppProcess
  database: Database
  browser: Browser
  eva: Advisor
}

interface Probe {
  /** Until our server had answered the POST. */
  answered: number
  /** Until the page had drawn it. */
  painted: number
}

const now = (): number => performance.timeOrigin + performance.now()

/** Sends probes one after the other; `say` resolves when the server has answered. */
async function probe(page: Page | Frame, name: string, say: (text: string) => Promise<void>): Promise<Probe[]> {
  await watchProbes(page)
  const probes: Probe[] = []
  for (let n = 0; n < PROBES; n++) {
    const text = `probe-${name}-${n};`
    const start = now()
    await say(text)
    const answered = now() - start
    probes.push({ answered, painted: (await paintedAt(page, text)) - start })
    await pause(Math.max(0, EVERY_MS - (now() - start)))
  }
  return probes
}

async function toConsole({ app, browser, eva }: Scene): Promise<Probe[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  await context.addCookies([{ name: 'sb_staff', value: eva.session, url: app.url }])
  const page = await context.newPage()
  await page.goto(`${app.url}/console/inbox/all/${idOf(SHOWN)}`)
  await page.getByRole('log').waitFor()
  const probes = await probe(page, 'customer', (text) =>
    post(app, '/api/v1/chat/messages', tokenOf(SHOWN), { id: newId(), text }),
  )
  await context.close()
  return probes
}

async function toWidget(scene: Scene): Promise<Probe[]> {
  const { app, browser, eva, database } = scene
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, locale: 'en-GB' })
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
  const path = `/api/v1/conversations/${await conversationOf(database, 'probe-first-0;')}/messages`
  const probes = await probe(frame, 'advisor', (text) =>
    post(app, path, null, { id: newId(), text, seenSeq: 1 }, eva.session),
  )
  await context.close()
  return probes
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

async function post(
  app: AppProcess,
  path: string,
  bearer: string | null,
  body: object,
  session?: string,
): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    origin: app.url,
    ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
    ...(session === undefined ? {} : { cookie: `sb_staff=${session}` }),
  }
  const answer = await fetch(app.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`A probe was refused: ${answer.status} ${await answer.text()}`)
  await answer.body?.cancel()
}

/** Everybody else: visitors with their streams, who write. */
async function amongOthers<T>({ app }: Scene, work: () => Promise<T>): Promise<{ result: T; perSecond: number }> {
  const over = new AbortController()
  const request = (host: string) => messageOf(host, 1 + Math.floor(Math.random() * (VISITORS - 1)), words)
  const load = httpLoad(app.url, { clients: 16, perSecond: PER_SECOND, until: over.signal, request })
  const result = await work()
  over.abort()
  return { result, perSecond: (await load).perSecond }
}

function figure(claim: string, probes: readonly Probe[], perSecond: number): Figure {
  const painted = probes.map((one) => one.painted)
  const answered = probes.map((one) => one.answered)
  const p99 = at(painted, 0.99)
  const share = (100 * at(answered, 0.5)) / at(painted, 0.5)
  return {
    claim: `${claim}, p99 of ${probes.length}, at ${perSecond.toFixed(0)} messages/s with ${STREAMS} streams`,
    ours: `${p99.toFixed(0)} ms (p50 ${at(painted, 0.5).toFixed(0)} ms, of which ${share.toFixed(0)} % until our server had answered)`,
    limit: `< ${LIMIT_MS} ms`,
    ratio: LIMIT_MS / p99,
  }
}

export async function benchSendToPaint(): Promise<Figure[]> {
  const executablePath = await findChromium()
  if (executablePath === null) throw new Error('There is no Chromium here: install it, or name one with CHROMIUM_PATH.')
  await using bench = await openBench(4)
  const { database } = bench
  await fill(database, { conversations: VISITORS })
  await openWindows(database, VISITORS)
  await using app = await startAppProcess(database)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const scene: Scene = { app, database, browser, eva: await signedIn(database) }
  const close = await openVisitorStreams(
    app.url,
    Array.from({ length: STREAMS }, (_, n) => tokenOf(n + 1)),
  )
  try {
    const consoles = await amongOthers(scene, () => toConsole(scene))
    const widgets = await amongOthers(scene, () => toWidget(scene))
    return [
      figure('customer’s send → painted in the console', consoles.result, consoles.perSecond),
      figure('advisor’s reply → painted in the widget', widgets.result, widgets.perSecond),
    ]
  } finally {
    close()
    await browser.close()
  }
}

if (import.meta.main) printFigures(await benchSendToPaint())

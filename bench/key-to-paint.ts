// From a key press to the painted row, in a list of 10,000 conversations: j, k and the arrows, pressed like somebody in a hurry.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { openConversations } from '#conversations'
import { readConfig } from '#kernel/config'
import { newId } from '#kernel/ids'
import { openLog } from '#kernel/log'
import { openNotices } from '#notices'
import { openPeople } from '#people'
import { openRouting } from '#routing'
import { findChromium } from '../scripts/test/browsers.ts'
import { buildApp, type RunningApp } from '../src/app.ts'
import { signedIn } from './support/advisor.ts'
import { at, type Figure, printFigures } from './support/figures.ts'

/** What the inbox asks. */
const modules = [openPeople, openNotices, openConversations, openRouting]
const ROWS = 10_000
const PRESSES = 400
const LIMIT_MS = 50

/** One brand and its open conversations, each with a name, last words and somebody who waits. */
async function fill(running: RunningApp): Promise<void> {
  const { pool } = running.app.database
  const brand = newId()
  const hours = JSON.stringify({ timeZone: 'Europe/Brussels', week: [], closedDays: [] })
  const look = JSON.stringify({ hue: 262, chroma: 0.16, radius: 4 })
  await pool.query(
    `insert into people.brand (id, slug, name, languages, look, hours, first_holder, pre_chat, greeting, legal, created_at)
     values ($1, 'bench', 'Bench', '{en}', $2, $3, 'queue', '{}', '{}', '{}', now())`,
    [brand, look, hours],
  )
  await pool.query(
    `insert into conversations.conversation (id, brand_id, account_id, channel, visibility, thread_key, contact_id, reference, created_at)
     select gen_random_uuid(), $1, $1, 'chat.web', 'private', n::text, gen_random_uuid(), 'BEN-' || n, now() - n * interval '1 second'
     from generate_series(1, ${ROWS}) n`,
    [brand],
  )
  await pool.query(
    `insert into conversations.inbox_row (conversation_id, brand_id, contact_id, contact_name, channel, visibility, reference,
       created_at, holder, last_at, last_text, last_seq, last_contact_seq, last_by, waiting_since)
     select id, brand_id, contact_id, 'Customer ' || thread_key, channel, visibility, reference, created_at, 'queue', created_at,
       'My line has been down since this morning, number ' || thread_key, 1, 1, 'contact', created_at
     from conversations.conversation`,
  )
}

async function openList(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/console/inbox/all`)
  const first = page.getByRole('option').first()
  await first.waitFor()
  await page.getByRole('listbox').focus()
  const known = () => first.getAttribute('aria-setsize').then(Number)
  for (let held = await known(); held < ROWS; held = await known()) {
    await page.keyboard.press('End')
    await page.waitForFunction(
      (n) => Number(document.querySelector('[role=option]')?.getAttribute('aria-setsize')) > n,
      held,
    )
  }
}

/** After the frame in which the key was handled has been drawn, a message is the next thing a page hears. */
function listen(): void {
  const times: number[] = []
  Object.assign(globalThis, { times })
  addEventListener(
    'keydown',
    (event) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => times.push(performance.now() - event.timeStamp)
        port2.postMessage(null)
      }),
    { capture: true },
  )
}
const timesOf = (page: Page): Promise<number[]> =>
  page.evaluate(() => (globalThis as unknown as { times: number[] }).times)

/** Up and down through the middle of the list, by letters and arrows; each press waits for the one before to be painted. */
async function press(page: Page): Promise<number[]> {
  await page.keyboard.press('Home')
  await page.evaluate(() => document.querySelector('[role=listbox]')?.scrollTo(0, 320_000))
  await page.evaluate(listen)
  const keys = ['j', 'j', 'j', 'ArrowDown', 'ArrowDown', 'k', 'ArrowUp']
  for (let n = 0; n < PRESSES; n += 1) {
    await page.keyboard.press(keys[n % keys.length] ?? 'j')
    await page.waitForFunction((count) => (globalThis as unknown as { times: number[] }).times.length > count, n)
  }
  return timesOf(page)
}

export async function benchKeyToPaint(): Promise<Figure[]> {
  const executablePath = await findChromium()
  if (executablePath === null) throw new Error('There is no Chromium here: install it, or name one with CHROMIUM_PATH.')
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
  chmodSync(dataDir, 0o755)
  const config = readConfig({ SWITCHBOARD_DATA: dataDir, PORT: '0', LOG_LEVEL: 'silent', SWITCHBOARD_DEMO: '0' })
  const running = await buildApp(config, { log: openLog('silent'), modules })
  const url = await running.listen({ work: false })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const eva = await signedIn(running.app.database)
    await fill(running)
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
    await context.addCookies([{ name: 'sb_staff', value: eva.session, url }])
    const page = await context.newPage()
    await openList(page, url)
    const times = await press(page)
    const p95 = at(times, 0.95)
    return [
      {
        claim: `key press → painted row, list of ${ROWS.toLocaleString('en')}, p95 of ${times.length} presses`,
        ours: `${p95.toFixed(1)} ms (p50 ${at(times, 0.5).toFixed(1)} ms)`,
        limit: `≤ ${LIMIT_MS} ms`,
        ratio: LIMIT_MS / p95,
      },
    ]
  } finally {
    await browser.close()
    await running.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) printFigures(await benchKeyToPaint())

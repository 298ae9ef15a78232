// How long it takes to try a surge plan on a past day of 50,000 conversations, beside reading that day's rows alone.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { openConversations } from '#conversations'
import { readConfig } from '#kernel/config'
import { newId } from '#kernel/ids'
import { openLog } from '#kernel/log'
import { openNotices } from '#notices'
import { openPeople } from '#people'
import { openRouting } from '#routing'
import { buildApp, type RunningApp } from '../src/app.ts'
import { fillSurgeDay } from '../test/support/surge-day.ts'
import { signedIn } from './support/advisor.ts'
import { at, type Figure, printFigures } from './support/figures.ts'

const HOW_MANY = 50_000
const ROUNDS = 5
const LIMIT_MS = 2_000
const DAY_MS = 86_400_000

/** A brand, three queues and a plan with every switch; what came that day. */
async function prepare({ app }: RunningApp, day: string): Promise<string> {
  const { pool } = app.database
  const [brand, plan, queues] = [newId(), newId(), [newId(), newId(), newId()]]
  const hours = JSON.stringify({ timeZone: 'UTC', week: [], closedDays: [] })
  await pool.query(
    `insert into people.brand (id, slug, name, languages, look, hours, first_holder, pre_chat, greeting, legal, created_at)
     values ($1, 'bench', 'Bench', '{en}', $2, $3, 'queue', '{}', '{}', '{}', now())`,
    [brand, JSON.stringify({ hue: 262, chroma: 0.16, radius: 4 }), hours],
  )
  for (const queue of queues)
    await pool.query(
      `insert into routing.queue (id, brand_id, name, push, created_at) values ($1, $2, '{"en": "Queue"}', false, now())`,
      [queue, brand],
    )
  const text = { en: 'Outage' }
  const switches = {
    overflow: [{ from: queues[0], to: queues[1], percent: 40 }],
    massAnswer: { text, queues: [], isOffer: true },
    callBack: { text, queues: [], minutes: 60 },
    ...{ banner: text, surveysPaused: true },
  }
  await pool.query(
    `insert into routing.surge_plan (id, brand_id, name, switches, created_at) values ($1, $2, $3, $4, now())`,
    [plan, brand, JSON.stringify(text), JSON.stringify(switches)],
  )
  await fillSurgeDay(pool, { brand, queues, midnight: `${day}T00:00:00Z`, howMany: HOW_MANY })
  return plan
}

export async function benchSurgeTrial(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
  chmodSync(dataDir, 0o755)
  const config = readConfig({ SWITCHBOARD_DATA: dataDir, PORT: '0', LOG_LEVEL: 'silent', SWITCHBOARD_DEMO: '0' })
  const modules = [openPeople, openNotices, openConversations, openRouting]
  const running = await buildApp(config, { log: openLog('silent'), modules })
  try {
    const url = await running.listen({ work: false })
    const { session } = await signedIn(running.app.database)
    const day = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10)
    const plan = await prepare(running, day)
    const [ours, bare]: [number[], number[]] = [[], []]
    for (let n = 0; n < ROUNDS; n += 1) {
      let start = performance.now()
      const answer = await fetch(`${url}/api/v1/surge-plans/${plan}/trial?day=${day}`, {
        headers: { cookie: `sb_staff=${session}` },
      })
      const { total } = (await answer.json()) as { total?: { came: number } }
      if (total?.came !== HOW_MANY) throw new Error(`answered ${answer.status}, ${total?.came} came`)
      ours.push(performance.now() - start)
      start = performance.now()
      await running.app.database.pool.query(
        `select subject, at, data from kernel.event where name in ('work-item.queued', 'work-item.done', 'survey.sent')`,
      )
      bare.push(performance.now() - start)
    }
    const [median, reading] = [at(ours, 0.5), at(bare, 0.5)]
    return [
      {
        claim: `a surge plan tried on a day of ${HOW_MANY.toLocaleString('en')} conversations, median of ${ROUNDS}`,
        ours: `${median.toFixed(0)} ms (reading the day's events alone: ${reading.toFixed(0)} ms)`,
        limit: `≤ ${LIMIT_MS} ms`,
        ratio: LIMIT_MS / median,
      },
    ]
  } finally {
    await running.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) printFigures(await benchSurgeTrial())

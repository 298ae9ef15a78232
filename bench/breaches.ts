// How late a breach is announced when a thousand clocks run out in ten seconds, by the real jobs; and what it costs to say when something is due.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openConversations } from '#conversations'
import { readConfig } from '#kernel/config'
import type { Database } from '#kernel/db'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import { openPeople } from '#people'
import { openSla } from '#sla'
import { buildApp } from '../src/app.ts'
import { momentAfter } from '../src/sla/count.ts'
import { at, type Figure, printFigures } from './support/figures.ts'
import { BRAND, fill } from './support/fill.ts'

const CLOCKS = 1_000
const SPREAD_SECONDS = 10
const LIMIT_MS = 2_000
const LIMIT_US = 100
const ROUNDS = 20_000
const MINUTE = 60_000

export const benchBreaches = async (): Promise<Figure[]> => [...(await lateness()), cost()]

async function lateness(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-bench-'))
  chmodSync(dataDir, 0o755)
  const config = readConfig({ SWITCHBOARD_DATA: dataDir, SWITCHBOARD_DEMO: '0', LOG_LEVEL: 'silent', PORT: '0' })
  const running = await buildApp(config, { modules: [openPeople, openNotices, openConversations, openSla] })
  const { database } = running.app
  try {
    await fill(database, { conversations: CLOCKS })
    await wind(database)
    await running.listen({ work: true })
    const late = await announced(database)
    const claim = `${CLOCKS} clocks run out in ${SPREAD_SECONDS} s: announced after their time`
    return [
      figure(`${claim}, p50`, at(late, 0.5), LIMIT_MS, 'ms'),
      figure('the same, the latest', Math.max(...late), LIMIT_MS, 'ms'),
    ]
  } finally {
    await running.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** A clock for each conversation, as it would stand a little before its time. */
async function wind({ pool }: Database): Promise<void> {
  const policy = newId()
  await pool.query(
    `insert into sla.policy (id, brand_id, name, first, created_at) values ($1, $2, 'A minute', 1, now())`,
    [policy, BRAND],
  )
  await pool.query(
    'insert into sla.talk (conversation_id, brand_id) select conversation_id, brand_id from conversations.inbox_row',
  )
  await pool.query(
    `insert into sla.clock (id, conversation_id, brand_id, kind, started_at, policy_id, policy_rev, target, warn, counted_from, due_at, warned_at, next_at)
     select gen_random_uuid(), conversation_id, brand_id, 'first', due - interval '1 minute', $1, 1, 1, 75, due - interval '1 minute', due, due, due
     from (select *, now() + interval '5 seconds' + row_number() over () * make_interval(secs => $2::float8 / $3) as due from sla.talk) t`,
    [policy, SPREAD_SECONDS, CLOCKS],
  )
  await pool.query(
    `insert into kernel.job (kind, key, payload, run_at, created_at, set_at)
     select 'sla.ring', id, jsonb_build_object('clockId', id), next_at, now(), now() from sla.clock`,
  )
}

async function announced({ pool }: Database): Promise<number[]> {
  for (;;) {
    const { rows } = await pool.query<{ late: number }>(
      `select extract(epoch from at - (data ->> 'dueAt')::timestamptz) * 1000 as late from kernel.event where name = 'clock.breached'`,
    )
    if (rows.length >= CLOCKS) return rows.map(({ late }) => Number(late))
    await pause(250)
  }
}

/** Two stretches a day, a night, holidays and a pause: 40 hours of open time ahead, beginning at another minute each time. */
function cost(): Figure {
  const day = (each: number) => [
    { day: each, from: '09:00', to: '12:30' },
    { day: each, from: '13:30', to: '18:00' },
  ]
  const holidays = Array.from({ length: 200 }, (_, n) => ({
    name: 'A day off',
    date: new Date(Date.UTC(2025, 0, 1 + n * 5)).toISOString().slice(0, 10),
    yearly: n % 4 === 0,
    from: null,
    to: null,
  }))
  const week = [...[1, 2, 3, 4, 5].flatMap(day), { day: 6, from: '22:00', to: '06:00' }]
  const calendar = { id: newId(), rev: 1, timeZone: 'Europe/Brussels', week, holidays }
  const start = Date.UTC(2026, 2, 20)
  const once = (n: number) => {
    const from = start + (n % 20_160) * MINUTE
    return momentAfter(calendar, from, 2_400 * MINUTE, [
      { from: from + MINUTE, to: from + 200 * MINUTE, why: 'customer' },
    ])
  }
  for (let n = 0; n < ROUNDS; n++) once(n)
  const before = process.cpuUsage()
  for (let n = 0; n < ROUNDS; n++) once(n)
  const { user, system } = process.cpuUsage(before)
  return figure(
    'when 40 open hours from now are over, two holidays and a pause between',
    (user + system) / ROUNDS,
    LIMIT_US,
    'µs CPU',
  )
}

const figure = (claim: string, ours: number, limit: number, unit: string): Figure => ({
  claim,
  ours: `${ours.toFixed(1)} ${unit}`,
  limit: `≤ ${limit} ${unit}`,
  ratio: limit / ours,
})

if (import.meta.main) printFigures(await benchBreaches())

import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { test } from 'vitest'
import { untilReady } from './harness/cell.ts'
import { openDatabaseOfOurs } from './harness/database.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { timeoutMs } from './harness/sizes.ts'

/** Longer than the alarm waits. */
const TAKEN_MS = 50_000
/** Of 60, three are kept for the superuser: that is us. */
const SETTINGS = { max_connections: '60' }

test(
  'another program holds every connection of the database, and those of the app break',
  async () => {
    await using database = await openDatabaseOfOurs({ settings: SETTINGS })
    await using scene = await openScene({ databaseUrl: database.url, booksUrl: database.direct })
    const rounds = 3
    const healthyMs: number[] = []
    const outcome = await scene.under(async () => {
      for (let round = 0; round < rounds; round++) {
        await pause(2_000)
        const letGo = await holdAll(database.direct(), database.asAdmin())
        await pause(round === 0 ? TAKEN_MS : 5_000)
        await letGo()
        healthyMs.push(await untilReady(scene.url, performance.now()))
      }
      await pause(1_000)
    })
    const alarm = { name: 'NoDatabase' }
    judge(outcome, { fault: 'database out of connections', rounds, healthyMs, alarm })
  },
  timeoutMs,
)

/** Ends those of the app again and again while it takes what becomes free, until there is none left. */
async function holdAll(url: string, adminUrl: string): Promise<() => Promise<void>> {
  const admin = await connected(adminUrl)
  const held: pg.Client[] = []
  for (let refused = 0; refused < 3; ) {
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'switchboard'`)
    const taken = await Promise.all(Array.from({ length: 60 }, () => connected(url).catch(() => null)))
    const ours = taken.filter((client) => client !== null)
    held.push(...ours)
    refused = ours.length === 0 ? refused + 1 : 0
  }
  return async () => {
    await Promise.all([...held, admin].map((client) => client.end()))
  }
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  return client
}

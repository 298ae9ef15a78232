import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { untilReady } from '../harness/cell.ts'
import type { TestDatabase } from '../harness/database.ts'

/** Another program holds every connection for so long, and those of the app break; answers the milliseconds from then until the app is ready. */
export async function takeConnections(database: TestDatabase, url: string, takenMs: number): Promise<number> {
  const letGo = await holdAll(database.direct(), database.asAdmin())
  await pause(takenMs)
  await letGo()
  return untilReady(url, performance.now())
}

const THEIRS = `from pg_stat_activity where application_name = 'switchboard'`

/** Ends those of the app again and again while it takes what becomes free, until the app gets none. */
async function holdAll(url: string, adminUrl: string): Promise<() => Promise<void>> {
  const admin = await connected(adminUrl)
  const held: pg.Client[] = []
  for (let without = 0; without < 3; ) {
    await admin.query(`select pg_terminate_backend(pid) ${THEIRS}`)
    const taken = await Promise.all(Array.from({ length: 60 }, () => connected(url).catch(() => null)))
    held.push(...taken.filter((client) => client !== null))
    const { rows } = await admin.query<{ left: number }>(`select count(*)::int as left ${THEIRS}`)
    without = rows[0]?.left === 0 ? without + 1 : 0
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

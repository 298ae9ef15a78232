import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { runningEmbedded } from '#kernel/db'
import { startProcess } from '../../test/faults/harness/app-process.ts'

/** The product as an operator starts it, on its embedded database, in a folder of its own; and what tells how it is. */
export interface Site extends AsyncDisposable {
  readonly url: string
  readonly key: string
  readonly pids: { app: number; database: number }
  /** Messages so far, bytes of the database, bytes of WAL written. */
  books(): Promise<Books>
  /** Seconds a turn of the app's loop was held up, p99 since it was last asked. */
  lag(): Promise<number>
}
export interface Books {
  messages: number
  database: number
  wal: number
}

const books = `select (select count(*) from conversations.message)::float8 as messages,
  pg_database_size(current_database())::float8 as database, (pg_current_wal_lsn() - '0/0'::pg_lsn)::float8 as wal`

export async function openSite(): Promise<Site> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-sizes-'))
  // An embedded server started by root runs as somebody else, who has to get in.
  chmodSync(dataDir, 0o755)
  const app = await startProcess({ SWITCHBOARD_DATA: dataDir, LOG_LEVEL: 'error' })
  const pool = new pg.Pool({ connectionString: runningEmbedded(dataDir) ?? '', max: 1 })
  const postmaster = readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]
  return {
    url: app.url,
    key: await app.key('sizes'),
    pids: { app: app.pid, database: Number(postmaster) },
    books: async () => (await pool.query<Books>(books)).rows[0] ?? { messages: 0, database: 0, wal: 0 },
    async lag() {
      const text = await fetch(`${app.url}/metrics`).then((answer) => answer.text())
      return Number(/^switchboard_nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(text)?.[1])
    },
    async [Symbol.asyncDispose]() {
      await pool.end()
      app.kill('SIGTERM')
      await app.ended
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

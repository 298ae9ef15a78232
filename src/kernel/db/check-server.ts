import type pg from 'pg'
import { Problem } from '#kernel/errors'

const OLDEST = 150_000

/** Fails with a sentence when the server of DATABASE_URL cannot be reached, is too old, or keeps text in another encoding. */
export async function checkServer(pool: pg.Pool): Promise<void> {
  const [server] = await ask(pool)
  if (server === undefined || server.version < OLDEST) {
    throw new Problem('unavailable', `PostgreSQL 15 or newer is needed; DATABASE_URL leads to ${server?.shown}.`)
  }
  if (server.encoding !== 'UTF8') {
    throw new Problem(
      'unavailable',
      `The database of DATABASE_URL has the encoding ${server.encoding}; create it with UTF8.`,
    )
  }
}

async function ask(pool: pg.Pool): Promise<{ version: number; shown: string; encoding: string }[]> {
  try {
    const { rows } = await pool.query(`
      select current_setting('server_version_num')::int as version, current_setting('server_version') as shown,
             current_setting('server_encoding') as encoding`)
    return rows
  } catch (error) {
    // The message of pg names host, user and database, never the password.
    const why =
      error instanceof Error ? error.message || String('code' in error ? error.code : error.name) : 'no reason given'
    throw new Problem('unavailable', `The database of DATABASE_URL does not answer: ${why}`, { cause: error })
  }
}

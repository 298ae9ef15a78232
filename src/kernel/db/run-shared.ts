import type { PoolClient } from 'pg'
import { columnsOf } from './columns-of.ts'
import type { Database } from './database.ts'
import type { HotStatement } from './hot.ts'

/** Longer than a full statement takes on a busy machine, shorter than anybody would notice. */
const PATIENCE_MS = 500

/**
 * A statement that many share, one row each, in arrays. It is cut off when it takes long, be it for a lock or for one of the rows: `together`
 * then tries each alone, so that nobody waits for another's. Throws what the database throws.
 */
export async function runShared<Row>(
  { express, pool }: Pick<Database, 'express' | 'pool'>,
  statement: HotStatement<Row>,
  rows: readonly (readonly unknown[])[],
): Promise<Row[]> {
  const client: PoolClient & { processID?: number | null } = await express.connect()
  let isCut = false
  const timer = setTimeout(() => {
    isCut = true
    void pool.query('select pg_cancel_backend($1)', [client.processID]).catch(() => undefined)
  }, PATIENCE_MS)
  try {
    return await statement.run(client, columnsOf(rows))
  } finally {
    clearTimeout(timer)
    // The cut may come when the statement has just ended: it must not meet the next one of this connection.
    client.release(isCut)
  }
}

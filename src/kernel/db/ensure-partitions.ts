import type pg from 'pg'
import type { Clock } from '#kernel/clock'
import type { Database } from './database.ts'
import { inTransaction, withShortLocks } from './short-locks.ts'

/** Any fixed number: whoever holds this advisory lock makes partitions. */
const LOCK = 7_215_002

/** Makes the log's partitions for this month and the next two (UTC). Returns the names of those made. Run at boot and daily. */
export async function ensurePartitions(database: Pick<Database, 'pool'>, clock: Clock): Promise<string[]> {
  const months = monthsFrom(clock)
  const client = await database.pool.connect()
  try {
    const missing = await missingOf(client, months)
    if (missing.length > 0) await withShortLocks(client, () => makeAll(client, missing))
    return missing.map(({ name }) => name)
  } finally {
    await client.query('reset all')
    client.release()
  }
}

interface Month {
  name: string
  from: string
  until: string
}

function monthsFrom(clock: Clock): Month[] {
  const first = clock.instant().toZonedDateTimeISO('UTC').toPlainDate().toPlainYearMonth()
  return [0, 1, 2].map((ahead) => {
    const month = first.add({ months: ahead })
    const name = `event_${month.toString().replace('-', '_')}`
    return { name, from: startOf(month), until: startOf(month.add({ months: 1 })) }
  })
}

const startOf = (month: Temporal.PlainYearMonth): string => `${month.toPlainDate({ day: 1 })}T00:00:00Z`

/** Reads the catalogue's rows: to_regclass() would answer from a cache that may be older than the lock we just waited for. */
async function missingOf(client: pg.ClientBase, months: Month[]): Promise<Month[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'kernel'::regnamespace and relname = any ($1)`,
    [months.map(({ name }) => name)],
  )
  return months.filter(({ name }) => !rows.some((row) => row.name === name))
}

const makeAll = (client: pg.ClientBase, months: Month[]): Promise<void> =>
  inTransaction(client, async () => {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    for (const month of await missingOf(client, months)) await make(client, month)
  })

/**
 * Filled aside and attached, because "create table … partition of" would lock the whole log. Rows of the month that
 * already fell into the default partition move over; it is locked first, so that none comes in between.
 */
async function make(client: pg.ClientBase, { name, from, until }: Month): Promise<void> {
  const columns = await columnsOf(client)
  await client.query(`
    create table kernel.${name} (like kernel.event including all);
    lock table kernel.event_default in access exclusive mode;
    with moved as (delete from kernel.event_default where at >= '${from}' and at < '${until}' returning ${columns})
    insert into kernel.${name} (${columns}) select ${columns} from moved;
    alter table kernel.event attach partition kernel.${name} for values from ('${from}') to ('${until}')`)
}

/** The columns that are stored, not computed, as SQL. */
async function columnsOf(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ columns: string }>(`
    select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
    where attrelid = 'kernel.event'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`)
  return rows[0]?.columns ?? ''
}

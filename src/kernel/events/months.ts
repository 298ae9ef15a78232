import type { Clock } from '#kernel/clock'
import { type Database, ensurePartitions, sql } from '#kernel/db'

const MONTHS_KEPT = 25

/** Makes the partitions of this and the coming months, and drops those whose time is over. */
export async function keepMonths(database: Database, clock: Clock): Promise<void> {
  await ensurePartitions(database, clock)
  const today = clock.instant().toZonedDateTimeISO('UTC').toPlainDate().toPlainYearMonth()
  await dropBefore(database, today.subtract({ months: MONTHS_KEPT }))
}

const dropBefore = (database: Database, first: Temporal.PlainYearMonth): Promise<void> =>
  database.transaction('system', async (tx) => {
    await sql`set local lock_timeout = '1s'`.execute(tx)
    const oldest = `event_${first.toString().replace('-', '_')}`
    const { rows } = await sql<{ name: string }>`
      select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'kernel.event'::regclass and c.relname ~ '^event_[0-9]{4}_[0-9]{2}$' and c.relname < ${oldest}`.execute(
      tx,
    )
    for (const { name } of rows) await sql`drop table if exists ${sql.id('kernel', name)}`.execute(tx)
  })

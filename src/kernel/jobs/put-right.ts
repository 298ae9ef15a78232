import { type Database, sql } from '#kernel/db'

/** Clocks of nodes differ by less than this. */
const TOLERATED = '1 minute'

/**
 * What was decided by a clock that was ahead, and is right again, waits as long from now as it was meant to wait from then: without
 * this a reply written while the clock stood two years ahead would leave in two years.
 */
export async function putRight({ db }: Pick<Database, 'db'>, now: Date): Promise<void> {
  await sql`
    update kernel.job set run_at = run_at - (set_at - ${now}::timestamptz), set_at = ${now}
    where set_at > ${now}::timestamptz + ${TOLERATED}::interval and leased_until is null`.execute(db)
}

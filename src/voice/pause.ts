import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { BrandId } from '#kernel/ids'

/** Too many write at once, and who leads said that nobody is asked meanwhile. */
export async function pause(tx: Tx, { brand, at, data }: StoredEvent<'surge.started'>): Promise<void> {
  if (brand === null || data.surveysPaused !== true) return
  await sql`
    insert into voice.pause (run_id, brand_id, since) values (${data.runId}, ${brand}, ${at})
    on conflict (run_id) do nothing`.execute(tx)
}

export async function goOn(tx: Tx, { at, data }: StoredEvent<'surge.ended'>): Promise<void> {
  await sql`update voice.pause set ended_at = ${at} where run_id = ${data.runId} and ended_at is null`.execute(tx)
}

/** Was nobody asked at this time, or is nobody asked now? What was solved then is never asked about. */
export async function isPaused(tx: Tx, brand: BrandId, at: Date): Promise<boolean> {
  const { rows } = await sql`
    select from voice.pause where brand_id = ${brand} and (ended_at is null or since <= ${at} and ended_at >= ${at}) limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

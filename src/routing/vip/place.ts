import type { Row } from '#conversations'
import { type RawBuilder, sql, type Tx } from '#kernel/db'
import type { ContactId } from '#kernel/ids'
import type { StandingCard } from '#people'

/**
 * Where the waiting work `w` stands in its line, within its priority. Somebody with a standing stands as if they had come so many minutes
 * earlier, as their queue says: so whoever waits is overtaken only by who came within those minutes after, and nobody waits for ever.
 */
export const inLine: RawBuilder<Date> = sql`coalesce(w.place, w.since)`

/** Waiting work of customers with a standing moves up its line; of those who have none any more, back. */
export async function placeVips(
  tx: Tx,
  rows: readonly Row[],
  standings: ReadonlyMap<ContactId, StandingCard>,
): Promise<void> {
  const given = rows.map((row) => ({ id: row.conversation_id, kind: standings.get(row.contact_id)?.kind ?? null }))
  await sql`
    update routing.work_item w set vip = g.kind,
      place = case when g.kind is not null then w.since - make_interval(mins => q.vip_ahead_minutes) end, rev = w.rev + 1
    from json_to_recordset(${JSON.stringify(given)}::json) as g (id uuid, kind text), routing.queue q
    where w.conversation_id = g.id and q.id = w.queue_id and (w.vip is not null or g.kind is not null)`.execute(tx)
}

import { sql, type Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { asBefore, opened, settle } from '../as-before.ts'
import { announce, changeRow, lockRow, type Row } from '../lock-row.ts'
import type { BeforeMerge } from '../tables.ts'

/**
 * It is none: back to whoever had it, as it stood; open when its customer has written since. Clocks go on, and who wrote
 * meanwhile has waited since then. What is no spam stays as it is.
 */
export const notSpam = (ctx: Context, id: ConversationId): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    const { rows } = await sql<{ was: BeforeMerge }>`
      delete from conversations.spamming where conversation_id = ${id} returning was`.execute(tx)
    const [found] = rows
    if (row.status !== 'spam' || found === undefined) return row
    const { was } = found
    const since = await keptSince(tx, id, was.lastSeq)
    const slept = was.snoozedUntil !== null && new Date(was.snoozedUntil) <= tx.clock.now()
    const opens = was.status === 'open' || slept || since !== null
    const waits = was.waitingSince ?? since
    const now = await changeRow(tx, {
      row,
      set: sql`${opens ? opened : asBefore(was)}, waiting_since = ${waits}::timestamptz`,
      name: 'conversation.unspammed',
      data: { status: opens ? 'open' : was.status, ...(since === null ? {} : { since }) },
    })
    // A solution was made before, and stands: nothing follows from it again.
    if (now.status === 'pending' || now.status === 'snoozed') await settle(tx, now)
    if (opens) await announce(tx, now, 'conversation.reopened', { from: 'spam' })
    return now
  })

/** When the contact first wrote while it was set aside. */
async function keptSince(tx: Tx, id: ConversationId, after: number): Promise<string | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(received_at) as at from conversations.message
    where conversation_id = ${id} and seq > ${after} and by_kind = 'contact'`.execute(tx)
  return rows[0]?.at?.toISOString() ?? null
}

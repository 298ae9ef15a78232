import { type RawBuilder, sql, type Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { announce, changeRow, lockRow, type Row } from '../lock-row.ts'
import { settle } from '../merge/unmerge.ts'
import type { BeforeMerge } from '../tables.ts'

/**
 * It is none: back to whoever had it, as it stood; open when its customer has written since. Clocks go on, and who wrote
 * meanwhile has waited since then. What is no spam stays as it is.
 */
export const notSpam = (ctx: Context, id: ConversationId): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    const { rows } = await sql<{ was: BeforeMerge; why: string }>`
      delete from conversations.spamming where conversation_id = ${id} returning was, why`.execute(tx)
    const [found] = rows
    if (row.status !== 'spam' || found === undefined) return row
    const { was } = found
    const since = await keptSince(tx, id, was.lastSeq)
    const slept = was.snoozedUntil !== null && new Date(was.snoozedUntil) <= tx.clock.now()
    const opens = was.status === 'open' || slept || since !== null
    const waits = was.waitingSince ?? since
    const now = await changeRow(tx, {
      row,
      set: sql`${opens ? opened : same(was)}, waiting_since = ${waits}::timestamptz`,
      name: 'conversation.unspammed',
      data: { status: opens ? 'open' : was.status, ...(since === null ? {} : { since }) },
    })
    // A solution was made before, and stands: nothing follows from it again.
    if (now.status === 'pending' || now.status === 'snoozed') await settle(tx, now)
    if (opens) await announce(tx, now, 'conversation.reopened', { from: 'spam' })
    return now
  })

const opened = sql`was_status = status, status = 'open', solved_at = null, disposition_id = null, snoozed_until = null`
const same = (was: BeforeMerge): RawBuilder<unknown> => sql`was_status = status, status = ${was.status},
  snoozed_until = ${was.snoozedUntil}::timestamptz, solved_at = ${was.solvedAt}::timestamptz, disposition_id = ${was.dispositionId}::uuid`

/** When the contact first wrote while it was set aside. */
async function keptSince(tx: Tx, id: ConversationId, after: number): Promise<string | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(received_at) as at from conversations.message
    where conversation_id = ${id} and seq > ${after} and by_kind = 'contact'`.execute(tx)
  return rows[0]?.at?.toISOString() ?? null
}

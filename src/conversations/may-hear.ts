import { type Db, sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import { type Reached, withdrawnAmong } from '#people'

/** Of these, the ones in which sendCourtesy() may say something while they wait: not in public, and no offer to who wants none. */
export async function mayHear(
  db: Db,
  ids: readonly ConversationId[],
  { isOffer }: { isOffer: boolean },
): Promise<Set<ConversationId>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<Reached & { id: ConversationId }>`
    select conversation_id as id, contact_id as contact, channel from conversations.inbox_row
    where conversation_id = any(${[...ids]}::uuid[]) and visibility <> 'public'`.execute(db)
  const unwilling = isOffer ? await withdrawnAmong(db, rows, 'offers') : new Set<number>()
  return new Set(rows.flatMap(({ id }, place) => (unwilling.has(place) ? [] : [id])))
}

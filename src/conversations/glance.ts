import { type Actor, visible } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'

/** As much of a conversation as fits on a small card. */
export interface Glance {
  id: ConversationId
  contact: string
  reference: string
  lang: string | null
  /** Null: nobody waits for an answer. */
  waitingSince: Date | null
}

/** Of these conversations, those the actor may read. */
export async function glances(
  actor: Actor,
  ids: readonly ConversationId[],
  db: Db,
): Promise<ReadonlyMap<ConversationId, Glance>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Glance>`
    select r.conversation_id as id, r.contact_name as contact, r.reference, r.lang, r.waiting_since as "waitingSince"
    from conversations.inbox_row r where r.conversation_id = any(${[...ids]}::uuid[])
      and ${visible(actor, 'conversation.read', sql.ref('r.brand_id'), sql.ref('r.scopes'))}`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

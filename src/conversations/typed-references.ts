import { type Db, sql } from '#kernel/db'
import type { ConversationId, MessageId } from '#kernel/ids'

interface Place {
  conversation: ConversationId
  message: MessageId
}

/** As `reference.ts` makes them, however they are typed: with dashes, blanks or nothing between, in small letters. */
const LOOKS_LIKE_ONE = '\\m([a-z0-9]{1,3})[- ]?([bcdfghjkmnpqrstvwxz2-9]{3})[- ]?([bcdfghjkmnpqrstvwxz2-9]{4})\\M'

/** What customers wrote in these messages that looks like a reference, as it would be written: `LUM-7K3-219X`. */
export async function typedReferences(
  db: Db,
  places: readonly Place[],
): Promise<{ conversation: ConversationId; reference: string }[]> {
  if (places.length === 0) return []
  const { rows } = await sql<{ conversation: ConversationId; reference: string }>`
    select m.conversation_id as conversation, upper(array_to_string(found.parts, '-')) as reference
    from unnest(${places.map(({ conversation }) => conversation)}::uuid[], ${places.map(({ message }) => message)}::uuid[])
      as place (conversation_id, id)
    join conversations.message m using (conversation_id, id)
    cross join lateral regexp_matches(m.text, ${LOOKS_LIKE_ONE}, 'gi') as found (parts)
    where m.by_kind = 'contact' and m.visibility <> 'note' and m.deleted_at is null`.execute(db)
  return rows
}

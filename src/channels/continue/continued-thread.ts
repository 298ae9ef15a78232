import { type FoundThread, threadOf } from '#conversations'
import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Source } from '../ingest/source.ts'

/** The conversation that our mail of one of these names went on with: such a mail is no message of its own, so only its names know. */
export async function continuedThread(
  { ctx, at }: Pick<Source, 'ctx' | 'at'>,
  names: readonly string[],
): Promise<FoundThread | null> {
  if (names.length === 0) return null
  const { rows } = await sql<{ id: ConversationId }>`
    select a.conversation_id as id from channels.alias a join conversations.conversation c on c.id = a.conversation_id
    where a.account_id = ${at.row.id} and a.alias = any(${[...names]}::text[]) and c.account_id <> a.account_id
    order by array_position(${[...names]}::text[], a.alias) limit 1`.execute(ctx.db)
  const [found] = rows
  return found === undefined ? null : threadOf(ctx.db, found.id)
}

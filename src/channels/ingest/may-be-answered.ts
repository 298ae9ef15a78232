import { sql } from '#kernel/db'
import type { ContactId } from '#kernel/ids'
import type { ReceivedMessage } from '../port/inbound-event.ts'
import type { Source } from './source.ts'

/** More than this a day to one person is no conversation: whatever answers there, a person looks at it. */
const MOST_A_DAY = 20
const DAY_MS = 24 * 3600_000

/** No automatic answer goes to a machine, to somebody whom nothing vouches for, nor without end. */
export async function mayBeAnswered({ ctx, at }: Source, event: ReceivedMessage, contact: ContactId): Promise<boolean> {
  if (event.auto !== undefined || event.trusted === false) return false
  if (event.mail === undefined) return true
  const since = new Date(ctx.clock.now().getTime() - DAY_MS)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from conversations.message m join conversations.conversation c on c.id = m.conversation_id
    where c.contact_id = ${contact} and (c.account_id = ${at.row.id} or m.channel = ${at.row.channel}) and m.by_kind = 'bot' and m.at > ${since}`.execute(
    ctx.db,
  )
  return (rows[0]?.n ?? 0) < MOST_A_DAY
}

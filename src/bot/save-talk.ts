import type { Row } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import type { Talk } from './talk.ts'

/** Where the bot stands now with this conversation. */
export const saveTalk = (tx: Tx, { row, lang, talk }: { row: Row; lang: string; talk: Talk }) =>
  sql`insert into bot.state (conversation_id, contact_id, lang, talk, at)
      values (${row.conversation_id}, ${row.contact_id}, ${lang}, ${JSON.stringify(talk)}::jsonb, ${tx.clock.now()})
      on conflict (conversation_id) do update set lang = excluded.lang, talk = excluded.talk, at = excluded.at, summed_up_at = null`.execute(
    tx,
  )

import type { Actor } from '#kernel/access'
import { authorOf } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import { changeRow, lockRow } from './lock-row.ts'
import type { SummaryFacts } from './summary-facts.ts'

/** What was learnt so far, for whoever takes over; the newest replaces the one before. */
export async function summarise(tx: Tx, actor: Actor, id: ConversationId, facts: SummaryFacts): Promise<void> {
  const row = await lockRow(tx, actor, 'conversation.work', id)
  await sql`insert into conversations.summary (conversation_id, facts, by, at)
            values (${id}, ${JSON.stringify(facts)}::jsonb, ${authorOf(actor)}, ${tx.clock.now()})
            on conflict (conversation_id) do update set facts = excluded.facts, by = excluded.by, at = excluded.at`.execute(
    tx,
  )
  await changeRow(tx, { row, set: sql`last_text = last_text`, name: 'conversation.summarised', data: {} })
}

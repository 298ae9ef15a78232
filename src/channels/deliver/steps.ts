import type { Selectable } from 'kysely'
import { type Db, sql, type Tx } from '#kernel/db'
import type { AccountId } from '#kernel/ids'
import type { OutboundTable } from '../tables.ts'
import type { Reply } from './deliver-reply.ts'

export type StepRow = Selectable<OutboundTable>

export const stepsOf = (db: Db, reply: Reply): Promise<StepRow[]> =>
  db
    .selectFrom('channels.outbound')
    .selectAll()
    .where('conversation_id', '=', reply.conversationId)
    .where('message_id', '=', reply.messageId)
    .orderBy('step')
    .execute()

/** Writes down that the bytes are about to leave, before they do. Answers what stood there: null when it is new. */
export async function claimStep(tx: Tx, reply: Reply, step: number, account: AccountId): Promise<StepRow | null> {
  const now = tx.clock.now()
  const { rows } = await sql<StepRow>`
    with before as (
      select * from channels.outbound
      where conversation_id = ${reply.conversationId} and message_id = ${reply.messageId} and step = ${step} for update
    ), claimed as (
      insert into channels.outbound (conversation_id, message_id, step, account_id, state, tries, first_at, at)
      values (${reply.conversationId}, ${reply.messageId}, ${step}, ${account}, 'sending', 1, ${now}, ${now})
      on conflict (conversation_id, message_id, step) do update
        set state = 'sending', tries = channels.outbound.tries + 1, at = excluded.at
        where channels.outbound.state in ('waiting', 'sending', 'unknown')
    )
    select * from before`.execute(tx)
  return rows[0] ?? null
}

export const markStep = (
  db: Db,
  reply: Reply,
  step: number,
  set: { state: StepRow['state']; external_id?: string | null; error?: string | null; at: Date },
) =>
  db
    .updateTable('channels.outbound')
    .set(set)
    .where('conversation_id', '=', reply.conversationId)
    .where('message_id', '=', reply.messageId)
    .where('step', '=', step)
    .execute()

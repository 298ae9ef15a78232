import { sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { caseFor, caseOf } from './case-for.ts'
import type { CaseId, Matter } from './matter.ts'
import { factOf } from './refresh.ts'

interface Pair {
  conversation: ConversationId
  case: CaseId
}

/** "Not the same": that case is not suggested for this conversation any more. */
export const sayApart = (ctx: Context, pair: Pair): Promise<void> =>
  ctx.transaction(async (tx) => {
    await caseOf(ctx.actor, pair.conversation, tx, 'case.manage')
    const matter = await caseFor(ctx.actor, pair.case, tx, 'case.manage')
    if (await keepApart(tx, pair.conversation, matter))
      await publish(tx, 'case.kept-apart', { ...factOf(matter), data: { conversationId: pair.conversation } })
  })

/** Takes that back. */
export const compareAgain = (ctx: Context, pair: Pair): Promise<void> =>
  ctx.transaction(async (tx) => {
    await caseOf(ctx.actor, pair.conversation, tx, 'case.manage')
    const matter = await caseFor(ctx.actor, pair.case, tx, 'case.manage')
    const { rows } = await sql`
      delete from cases.apart where conversation_id = ${pair.conversation} and matter_id = ${matter.id}
      returning conversation_id`.execute(tx)
    if (rows.length > 0)
      await publish(tx, 'case.compared-again', { ...factOf(matter), data: { conversationId: pair.conversation } })
  })

/** False when it was said before. */
export async function keepApart(tx: Tx, conversation: ConversationId, { id }: Matter): Promise<boolean> {
  const { rows } = await sql`
    insert into cases.apart (conversation_id, matter_id, by, at) values (${conversation}, ${id}, ${tx.by}, ${tx.clock.now()})
    on conflict do nothing returning conversation_id`.execute(tx)
  return rows.length > 0
}

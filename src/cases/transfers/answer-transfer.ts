import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { LinkedCase } from '../case-by-token.ts'
import { openByItself } from '../open-by-itself.ts'
import { lockTransfer, tellTransfer } from './transfer.ts'

/** The customer says yes or no on their own page. Said twice, it is meant once; after its time or once taken back it changes nothing. */
export const answerTransfer = (
  ctx: Context,
  linked: LinkedCase,
  { id, yes }: { id: string; yes: boolean },
): Promise<boolean> =>
  ctx.transaction(async (tx) => {
    const row = await lockTransfer(tx, id)
    if (row === null || !linked.conversations.includes(row.conversation_id)) return false
    const state = yes ? 'agreed' : 'declined'
    if (row.state !== 'asked' || row.take_by <= tx.clock.now()) return row.state === state
    await sql`
      update cases.transfer set state = ${state}, answered_at = ${tx.clock.now()}, rev = rev + 1,
        ended_at = ${yes ? null : tx.clock.now()}::timestamptz where id = ${id}`.execute(tx)
    await tellTransfer(tx, row, state)
    return true
  })

/** Where it arrived: from then on it stands on both sides. */
export const noteArrived = (ctx: Context, id: string, conversation: ConversationId): Promise<void> =>
  ctx.transaction(async (tx) => {
    // It has its case at once: its page is given with it.
    await openByItself(tx, ctx.app, [conversation])
    await sql`
      update cases.transfer set to_conversation_id = ${conversation}, rev = rev + 1
      where id = ${id} and to_conversation_id is null`.execute(tx)
  })

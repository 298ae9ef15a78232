import { recordDelivery } from '#conversations'
import type { Tx } from '#kernel/db'
import type { AccountId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Receipt } from '../port/inbound-event.ts'
import type { Source } from './source.ts'
import type { Taken } from './take-event.ts'

type State = Receipt['state']

/** The provider says what became of messages of ours. One that is not known yet is remembered: it may be quicker than the answer to send(). */
export const takeReceipt = ({ ctx, at }: Source, event: Receipt): Promise<Taken> =>
  ctx.transaction(async (tx) => {
    for (const ref of event.refs) await applyOrKeep(tx, at.row.id, ref, event.state, event.why ?? null)
    return { contactId: null, conversationId: null }
  })

async function applyOrKeep(tx: Tx, account: AccountId, ref: string, state: State, why: string | null): Promise<void> {
  const sent = await tx
    .selectFrom('channels.outbound')
    .select(['conversation_id', 'message_id'])
    .where('account_id', '=', account)
    .where('external_id', '=', ref)
    .executeTakeFirst()
  if (sent === undefined) {
    await tx
      .insertInto('channels.early_receipt')
      .values({ account_id: account, ref, state, why, at: tx.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return
  }
  const { conversation_id: conversationId, message_id: messageId } = sent
  await recordDelivery(tx, { conversationId, messageId, state, ...(why === null ? {} : { why }) })
}

/** What was told about it before its id was known. */
export async function applyEarly(tx: Tx, account: AccountId, ref: string): Promise<void> {
  const early = await tx
    .deleteFrom('channels.early_receipt')
    .where('account_id', '=', account)
    .where('ref', '=', ref)
    .returning(['state', 'why'])
    .execute()
  for (const { state, why } of early) await applyOrKeep(tx, account, ref, state as State, why)
}

const WAITS_HOURS = 24

/** Receipts for what never became known. */
export const dropEarly = async (ctx: Context): Promise<void> => {
  const before = new Date(ctx.clock.now().getTime() - WAITS_HOURS * 3600_000)
  await ctx.db.deleteFrom('channels.early_receipt').where('at', '<', before).execute()
}

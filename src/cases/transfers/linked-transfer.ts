import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds, brandById } from '#people'
import { linkTo } from '../case-link.ts'
import type { TransferRow } from '../tables.ts'
import { type Fact, referenceOf } from './transfer.ts'

/** A handover as the customer sees it: whole brands, one first name, and every fact as it goes. */
export interface LinkedTransfer {
  id: string
  state: Exclude<TransferRow['state'], 'withdrawn'>
  to: string
  who: string
  facts: readonly Fact[]
  takeBy: Date
  /** Once it is there: what it is called, and its page. */
  reference: string | null
  url: string | null
}

/** The newest of these conversations; one that was taken back was never. */
export async function linkedTransfer(
  ctx: Context,
  conversations: readonly ConversationId[],
): Promise<LinkedTransfer | null> {
  const { rows } = await sql<TransferRow>`
    select * from cases.transfer where conversation_id = any(${[...conversations]}::uuid[])
    order by asked_at desc, id desc limit 1`.execute(ctx.db)
  const [row] = rows
  if (row === undefined || row.state === 'withdrawn') return null
  const person = (await agentsByIds(ctx.db, [row.to_agent_id])).get(row.to_agent_id)
  const there = row.state === 'taken' || row.state === 'agreed' ? row.to_conversation_id : null
  return {
    id: row.id,
    state: row.state,
    to: (await brandById(ctx.db, row.to_brand_id))?.name ?? '',
    who: person?.publicName.trim().split(/\s+/)[0] ?? '',
    facts: row.facts,
    takeBy: row.take_by,
    reference: there === null ? null : await referenceOf(ctx.db, there),
    url: there === null ? null : await linkTo(ctx, there),
  }
}

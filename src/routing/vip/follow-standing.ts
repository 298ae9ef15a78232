import { conversationFor, markable, stamp } from '#conversations'
import { system } from '#kernel/access'
import type { Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { ContactId, ConversationId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { standingsOf } from '#people'
import { chooseAgain } from '../follow-conversations.ts'
import { settle } from '../kept/settle.ts'
import { lockItem, PUSH } from '../work-item.ts'

/** Somebody is served before others from now on, or no more: what of theirs is here is looked at again. */
export async function followStanding(
  tx: Tx,
  { data }: StoredEvent<'standing.given' | 'standing.ended' | 'contact.erased'>,
): Promise<void> {
  await enqueue(tx, 'routing.standing', { contactId: data.contactId }, { key: data.contactId })
}

/** One conversation a transaction: whoever else works on them waits for one alone. */
export async function applyStanding(ctx: Context, { contactId }: { contactId: ContactId }): Promise<void> {
  for (const id of await markable(ctx.db, contactId)) await ctx.transaction((tx) => applyTo(tx, id))
}

/** It belongs to somebody else since a merge, who may have a standing of their own. */
export const followRepointed = (tx: Tx, { subject }: StoredEvent<'conversation.repointed'>): Promise<void> =>
  applyTo(tx, subject as ConversationId)

async function applyTo(tx: Tx, id: ConversationId): Promise<void> {
  const item = await lockItem(tx, id)
  const row = await conversationFor(system, id, tx)
  const standing = (await standingsOf(tx, [row.contact_id], tx.clock.now())).get(row.contact_id)
  const kind = standing?.kind ?? null
  if (row.vip !== kind) await stamp(tx, id, { vip: kind })
  if (item?.state !== 'waiting' || row.holder !== 'queue') return
  await settle(tx, [row], standing?.named == null ? 'before' : 'named')
  await chooseAgain(tx, id)
  await enqueue(tx, 'routing.push', { queueId: item.queue_id }, { key: item.queue_id, lane: PUSH })
}

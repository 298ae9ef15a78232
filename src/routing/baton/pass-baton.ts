import { conversationFor, handTo, type Row } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { AgentId, ConversationId, QueueId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { allowQueue } from '../assign.ts'
import { agentOf } from '../presence/set-presence.ts'
import { lockItem, passItem } from '../work-item.ts'
import { batonsOf } from './batons.ts'
import type { Baton } from './contract.ts'

interface Passed {
  id: string
  queue: QueueId
  done: string
  next: string
  told: string
  by: string | null
}

/**
 * Hands to a queue of its brand, with a note for whoever takes it there; a note that is open is replaced. The same id again changes
 * nothing. Throws `invalid_input` for a note without words, `not_found` for a queue of elsewhere, `conflict` for another's id.
 */
export async function passBaton(ctx: Context, id: ConversationId, passed: Passed): Promise<{ baton: Baton | null }> {
  const agent = agentOf(ctx)
  if (`${passed.done}${passed.next}${passed.told}`.trim() === '')
    throw new Problem('invalid_input', 'Say what was done, what is next or what the customer was told.')
  await ctx.transaction(async (tx) => {
    const row = await conversationFor(ctx.actor, id, tx, 'conversation.assign')
    await lockItem(tx, id)
    if (await passedBefore(tx, id, passed.id)) return
    await allowQueue(tx, row, passed.queue)
    await keep(tx, row, agent, passed)
    await hand(tx, ctx, id, passed.queue)
  })
  return { baton: (await batonsOf(ctx.db, [id])).get(id) ?? null }
}

async function passedBefore(tx: Tx, conversation: ConversationId, baton: string): Promise<boolean> {
  const { rows } = await sql<{ of: ConversationId }>`
    select conversation_id as of from routing.baton where id = ${baton}`.execute(tx)
  if (rows.some(({ of }) => of !== conversation))
    throw new Problem('conflict', 'This id belongs to another note. Make a new one.')
  return rows.length > 0
}

async function keep(tx: Tx, row: Row, agent: AgentId, { id, queue, done, next, told, by }: Passed): Promise<void> {
  const now = tx.clock.now()
  await sql`
    update routing.baton set ended_at = ${now}, how = 'replaced', rev = rev + 1
    where conversation_id = ${row.conversation_id} and ended_at is null`.execute(tx)
  await sql`
    insert into routing.baton (id, conversation_id, contact_id, brand_id, queue_id, passed_by, at, done, next, told, due_at)
    values (${id}, ${row.conversation_id}, ${row.contact_id}, ${row.brand_id}, ${queue}, ${agent}, ${now},
      ${done.trim()}, ${next.trim()}, ${told.trim()}, ${by})`.execute(tx)
  const data = { batonId: id, agentId: agent, queueId: queue, ...(by === null ? {} : { due: by }) }
  await publish(tx, 'baton.passed', { brand: row.brand_id, scopes: row.scopes, subject: row.conversation_id, data })
}

/** Whoever had it is not offered it again. Read anew: by now nobody else changes who has it. */
async function hand(tx: Tx, ctx: Context, id: ConversationId, queue: QueueId): Promise<void> {
  const { assignee_id } = await conversationFor(ctx.actor, id, tx, 'conversation.assign')
  if (assignee_id !== null) await passItem(tx, id, assignee_id)
  await handTo(tx, ctx.actor, id, { holder: 'queue', queue }, 'baton')
}

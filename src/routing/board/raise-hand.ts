import { conversationFor, type Row, writeNote } from '#conversations'
import { whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { AgentId, ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { tell } from '#notices'
import { agentOf } from '../presence/set-presence.ts'
import type { Hand } from './contract.ts'
import { handsOn } from './hands.ts'

interface Raised {
  /** Also that of the note which holds the question. */
  id: string
  question: string
}

/** Whoever has the conversation asks those who lead to look. A hand that is up stays up: raised again, a new question is one more note. */
export async function raiseHand(ctx: Context, id: ConversationId, raised: Raised): Promise<{ hand: Hand | null }> {
  const agent = agentOf(ctx)
  const row = await conversationFor(ctx.actor, id, ctx.db, 'conversation.work')
  if (row.assignee_id !== agent)
    throw new Problem('conflict', 'Only who has the conversation raises a hand on it. Take it first.')
  if (raised.question.trim() !== '')
    await writeNote(ctx, { conversationId: id, id: raised.id as MessageId, text: raised.question })
  await ctx.transaction((tx) => raise(tx, row, agent, raised.id))
  return { hand: (await handsOn(ctx.db, [id])).get(id) ?? null }
}

async function raise(tx: Tx, row: Row, agent: AgentId, hand: string): Promise<void> {
  const { rows } = await sql`
    insert into routing.hand (id, conversation_id, brand_id, agent_id, at)
    values (${hand}, ${row.conversation_id}, ${row.brand_id}, ${agent}, ${tx.clock.now()})
    on conflict do nothing returning id`.execute(tx)
  if (rows.length === 0) return
  const where = { brand: row.brand_id, scopes: row.scopes }
  const data = { handId: hand, agentId: agent }
  await publish(tx, 'hand.raised', { ...where, subject: row.conversation_id, data })
  for (const lead of await whoMay(tx, 'work-item.read', where)) {
    if (lead === agent) continue
    const about = { kind: 'conversation', id: row.conversation_id }
    await tell(tx, { agent: lead, kind: 'hand', about, where, data: { by: agent }, key: `hand:${hand}` })
  }
}

import { handTo, presentRow } from '#conversations'
import type { InboxRow } from '#conversations/contract'
import { visible } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { AgentId, ConversationId, QueueId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import { keeper, keptFacts } from './kept/kept.ts'
import { notOffered } from './offers/offer.ts'
import { levelOf } from './queue.ts'
import type { AssignmentFacts } from './tables.ts'
import { inLine } from './vip/place.ts'
import { orderFacts, vipFacts } from './vip/vip-facts.ts'
import { assignItem, type Gift, type WorkItem } from './work-item.ts'

/**
 * Takes what has waited longest, within priority, of the queues one works; null when nothing waits.
 * Two advisors never get the same one: each skips what the other has locked. The same id again answers the same conversation.
 */
export async function takeNext(ctx: Context, id: string): Promise<{ row: InboxRow | null }> {
  if (ctx.actor.kind !== 'agent') throw new Problem('not_allowed', 'Only people take work.')
  const agent = ctx.actor.id
  const taken = await ctx.transaction(async (tx) => {
    const before = await tx
      .selectFrom('routing.assignment')
      .select(['conversation_id', 'agent_id'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (before !== undefined) return sameAgent(before, agent)
    const item = await longestWaiting(tx, ctx, agent)
    if (item === undefined) return null
    await give(tx, ctx, { item, agent, why: 'pulled', id })
    return item.conversation_id
  })
  return { row: taken === null ? null : await presentRow(ctx.db, taken) }
}

function sameAgent(before: { conversation_id: ConversationId; agent_id: AgentId }, agent: AgentId): ConversationId {
  if (before.agent_id === agent) return before.conversation_id
  throw new Problem('id_reused', 'This id was used by somebody else. Ask again with a new one.')
}

/**
 * Of what they may be given, what is kept for them first: what they gave back, what is kept for somebody else, and what asks for a skill or
 * a language they lack, waits for others.
 */
async function longestWaiting(tx: Tx, ctx: Context, agent: AgentId): Promise<WorkItem | undefined> {
  const me = (await agentsByIds(tx, [agent])).get(agent) ?? { languages: [], skills: [] }
  const beyond = (await queuesOfSkill(tx)).filter(({ skill, level }) => levelOf(me, skill) < level).map(({ id }) => id)
  const kept = keeper(tx.clock.now())
  const { rows } = await sql<WorkItem>`
    select w.* from routing.work_item w join routing.queue q on q.id = w.queue_id
    where w.state = 'waiting' and ${notOffered} and not (${agent}::uuid = any(w.passed))
      and ${visible(ctx.actor, 'work-item.take', sql.ref('w.brand_id'), sql`array['queue:' || w.queue_id::text]`)}
      and not (q.id = any(${beyond}::uuid[])) and coalesce(${kept} = ${agent}, true)
      and (not q.speaks or w.lang is null or exists (
        select from unnest(${[...me.languages]}::text[]) as l (lang)
        where w.lang = l.lang or starts_with(w.lang, l.lang || '-') or starts_with(l.lang, w.lang || '-')))
    order by w.priority, ${kept}, ${inLine}, w.id limit 1 for update of w skip locked`.execute(tx)
  return rows[0]
}

const queuesOfSkill = async (tx: Tx): Promise<{ id: QueueId; skill: string; level: number }[]> =>
  (
    await sql<{ id: QueueId; skill: string; level: number }>`
      select id, skill, skill_level as level from routing.queue where skill is not null and removed_at is null`.execute(
      tx,
    )
  ).rows

/** What was true of the work: of the order, only where the order gave it; what has somebody waits for nobody. */
const factsOf = ({ item, why }: Gift, now: Date): AssignmentFacts => ({
  ...(why === 'pulled' ? orderFacts(item) : vipFacts(item.vip)),
  ...(item.state === 'waiting' && keptFacts(item, now)),
})

/** Hands a waiting item and its conversation to an agent, in one transaction. */
export async function give(tx: Tx, ctx: Context, gift: Gift): Promise<void> {
  const person = (await agentsByIds(tx, [gift.agent])).get(gift.agent)
  if (person?.active !== true)
    throw new Problem('unprocessable', 'This advisor does not work here any more. Choose another.')
  await assignItem(tx, { ...gift, facts: { ...gift.facts, ...factsOf(gift, tx.clock.now()) } })
  const agent = { id: gift.agent, publicName: person.publicName }
  await handTo(tx, ctx.actor, gift.item.conversation_id, { holder: 'agent', agent }, gift.why)
}

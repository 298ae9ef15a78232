import { visible } from '#kernel/access'
import { sql } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import type { ApprovalApi } from './contract.ts'

type Answer = ApprovalApi['GET /api/v1/proposals']['answer']

const MOST = 200

/** What waits for a word of this person; one's own waits for somebody else. */
export async function listProposals(ctx: Context): Promise<Answer> {
  const { rows } = await sql<Omit<Answer['items'][number], 'by' | 'at'> & { agent: AgentId; at: Date }>`
    select p.id, p.conversation_id as conversation, r.reference, coalesce(r.contact_name, '') as contact, r.brand_id as brand,
      p.agent_id as agent, left(p.text, 300) as text, p.at
    from conversations.proposal p join conversations.inbox_row r on r.conversation_id = p.conversation_id
    where p.state = 'waiting' and p.agent_id::text <> ${ctx.actor.id}
      and ${visible(ctx.actor, 'conversation.approve', sql.ref('r.brand_id'), sql.ref('r.scopes'))}
    order by p.at, p.id limit ${MOST}`.execute(ctx.db)
  const people = await agentsByIds(
    ctx.db,
    rows.map(({ agent }) => agent),
  )
  return {
    items: rows.map(({ agent, at, ...row }) => ({
      ...row,
      by: { id: agent, name: people.get(agent)?.name ?? '' },
      at: at.toISOString(),
    })),
  }
}

import { conversationFor } from '#conversations'
import { type Db, sql } from '#kernel/db'
import type { AgentId, ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import type { Assignment } from './contract.ts'

const AT_MOST = 50

interface Row extends Omit<Assignment, 'agent' | 'at' | 'endedAt'> {
  agent: AgentId
  at: Date
  ended: Date | null
}

/** Who had it, newest first: each says why, with what was true then. */
export async function listAssignments(ctx: Context, id: ConversationId): Promise<Assignment[]> {
  await conversationFor(ctx.actor, id, ctx.db)
  const rows = await load(ctx.db, id)
  const people = await agentsByIds(
    ctx.db,
    rows.map((row) => row.agent),
  )
  return rows.map(({ agent, at, ended, ...row }) => ({
    ...row,
    agent: { id: agent, name: people.get(agent)?.name ?? '' },
    at: at.toISOString(),
    endedAt: ended?.toISOString() ?? null,
  }))
}

async function load(db: Db, id: ConversationId): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select a.id, a.agent_id as agent, a.why, a.waited_seconds as "waitedSeconds", a.at, a.ended_at as ended, a.ended_why as "endedWhy", a.facts,
      case when q.id is null then null else jsonb_build_object('id', q.id, 'name', q.name) end as queue
    from routing.assignment a join routing.work_item w on w.id = a.work_item_id left join routing.queue q on q.id = a.queue_id
    where w.conversation_id = ${id} order by a.at desc, a.id desc limit ${AT_MOST}`.execute(db)
  return rows
}

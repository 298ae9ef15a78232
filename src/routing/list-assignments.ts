import { conversationFor } from '#conversations'
import { type Db, sql } from '#kernel/db'
import type { AgentId, ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import type { Assignment, Kept } from './contract.ts'
import { keeper } from './kept/kept.ts'

const AT_MOST = 50

interface Row extends Omit<Assignment, 'agent' | 'at' | 'endedAt' | 'keptFor'> {
  agent: AgentId
  keptFor: AgentId | null
  at: Date
  ended: Date | null
}

interface History {
  items: Assignment[]
  kept: Kept | null
}

/** Who had it, newest first: each says why, with what was true then. While it waits, for whom. */
export async function listAssignments(ctx: Context, id: ConversationId): Promise<History> {
  await conversationFor(ctx.actor, id, ctx.db)
  const [rows, kept] = [await load(ctx.db, id), await keptNow(ctx, id)]
  const ids = [...rows.flatMap((row) => [row.agent, row.keptFor ?? row.agent]), ...(kept === null ? [] : [kept.agent])]
  const people = await agentsByIds(ctx.db, ids)
  const named = (agent: AgentId) => ({ id: agent, name: people.get(agent)?.name ?? '' })
  const items = rows.map(({ agent, at, ended, keptFor, ...row }) => ({
    ...row,
    agent: named(agent),
    at: at.toISOString(),
    endedAt: ended?.toISOString() ?? null,
    keptFor: keptFor === null ? null : named(keptFor),
  }))
  return { items, kept: kept && { ...kept, agent: named(kept.agent), until: kept.until.toISOString() } }
}

async function keptNow(ctx: Context, id: ConversationId): Promise<{ agent: AgentId; why: string; until: Date } | null> {
  const now = ctx.clock.now()
  const kept = keeper(now)
  const { rows } = await sql<{ agent: AgentId; why: string; until: Date }>`
    select ${kept} as agent, case when ${kept} = w.kept_for and w.kept_until > ${now} then w.kept_why else 'backup' end as why,
      case when w.kept_until > ${now} then w.kept_until else w.backup_until end as until from routing.work_item w
    where w.conversation_id = ${id} and w.state = 'waiting' and ${kept} is not null`.execute(ctx.db)
  return rows[0] ?? null
}

async function load(db: Db, id: ConversationId): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select a.id, a.agent_id as agent, a.why, a.waited_seconds as "waitedSeconds", a.at, a.ended_at as ended, a.ended_why as "endedWhy", a.facts - 'keptFor' as facts,
      (a.facts->>'keptFor')::uuid as "keptFor",
      case when q.id is null then null else jsonb_build_object('id', q.id, 'name', q.name) end as queue
    from routing.assignment a join routing.work_item w on w.id = a.work_item_id left join routing.queue q on q.id = a.queue_id
    where w.conversation_id = ${id} order by a.at desc, a.id desc limit ${AT_MOST}`.execute(db)
  return rows
}

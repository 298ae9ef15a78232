import { may } from '#kernel/access'
import { sql } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import type { TimelineLine } from './contract.ts'
import type { Row } from './lock-row.ts'

interface Found {
  seq: string
  at: Date
  name: string
  by: string
  data: Record<string, unknown>
}
// More happened than anybody reads: the newest are shown.
const SHOWN = 100

/** The quiet lines of a conversation: facts of the log whose module registered a line, with names looked up now. */
export async function timelineOf(ctx: Context, row: Row): Promise<TimelineLine[]> {
  const names = [...ctx.app.registered.lines]
    .filter(([, line]) => may(ctx.actor, line.permission, { brand: row.brand_id, scopes: row.scopes }))
    .map(([name]) => name as string)
  const { rows } = await sql<Found>`
    select seq::text, at, name, by, data from kernel.event
    where subject = ${row.conversation_id} and name = any(${names}::text[])
    order by kernel.event.seq desc limit ${SHOWN}`.execute(ctx.db)
  const people = await agentsByIds(ctx.db, agentsIn(rows))
  return rows.reverse().map((found) => present(found, row, people))
}

const agentOf = (by: string): AgentId | null => (by.startsWith('agent:') ? by.slice(6) : null)

function agentsIn(found: readonly Found[]): AgentId[] {
  const ids = found.flatMap((line) => [agentOf(line.by), line.data.agentId, line.data.fromAgentId])
  return ids.filter((id): id is string => typeof id === 'string')
}

type People = Awaited<ReturnType<typeof agentsByIds>>

function present(found: Found, row: Row, people: People): TimelineLine {
  const nameOf = (id: unknown) => (typeof id === 'string' ? (people.get(id)?.name ?? null) : null)
  const author = agentOf(found.by)
  return {
    id: found.seq,
    at: found.at.toISOString(),
    name: found.name,
    by: {
      kind: kindOf(found.by),
      name: author === null ? (found.by.startsWith('visitor:') ? row.contact_name : null) : nameOf(author),
    },
    data: { ...found.data, agent: nameOf(found.data.agentId), fromAgent: nameOf(found.data.fromAgentId) },
  }
}

function kindOf(by: string): TimelineLine['by']['kind'] {
  if (by.startsWith('agent:')) return 'agent'
  if (by.startsWith('visitor:')) return 'contact'
  return by === 'bot' ? 'bot' : 'system'
}

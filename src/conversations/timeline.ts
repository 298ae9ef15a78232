import { agentOf, may } from '#kernel/access'
import { hot } from '#kernel/db'
import type { EventName } from '#kernel/events'
import type { AgentId, ConversationId } from '#kernel/ids'
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

const facts = hot<Found>(
  'conversation-lines',
  `select seq::text, at, name, by, data from kernel.event
   where subject = $1 and name = any($2::text[]) order by kernel.event.seq desc limit ${SHOWN}`,
)

/** What happened, newest first, of which the actor may see something somewhere; `timelineOf` then says what of it here. */
export function factsOf(ctx: Context, id: ConversationId): Promise<Found[]> {
  const names = [...ctx.app.registered.lines]
    .filter(([, line]) => may(ctx.actor, line.permission))
    .map(([name]) => name)
  return facts.run(ctx.db, [id, names])
}

/** The quiet lines of a conversation: facts of the log whose module registered a line, with names looked up now. */
export async function timelineOf(ctx: Context, row: Row, found: readonly Found[]): Promise<TimelineLine[]> {
  const where = { brand: row.brand_id, scopes: row.scopes }
  const shown = found.filter(({ name }) => {
    const line = lineOf(ctx, name)
    return line !== undefined && may(ctx.actor, line.permission, where)
  })
  const people = await agentsByIds(ctx.db, agentsIn(shown))
  return shown.toReversed().map((one) => present(one, row, people))
}

const lineOf = ({ app }: Context, name: string) => app.registered.lines.get(name as EventName)

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

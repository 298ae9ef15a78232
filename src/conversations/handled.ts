import { type Db, type RawBuilder, sql } from '#kernel/db'
import type { AgentId, BrandId, ContactId, ConversationId } from '#kernel/ids'

/** Which of what was solved in a stretch of time, `to` not included. */
export interface HandledWhich {
  brand: BrandId
  from: Date
  to: Date
  /** None: every one. */
  channels: readonly string[]
  /** Null: everybody. */
  agents: readonly AgentId[] | null
  /** Only what its customer rated below this; null: also what nobody rated. */
  ratedBelow: number | null
  /** The agent answered at least so many times. */
  leastReplies: number
}

export interface Handled {
  conversation: ConversationId
  contact: ContactId
  agent: AgentId
  scopes: string[]
}

const handled = (which: HandledWhich): RawBuilder<unknown> => sql`
  solved as materialized (
    select r.conversation_id, r.contact_id, r.scopes from conversations.inbox_row r
    where r.brand_id = ${which.brand} and r.solved_at >= ${which.from} and r.solved_at < ${which.to} and r.status in ('solved', 'closed')
      and (${which.channels.length === 0} or r.channel = any(${[...which.channels]}::text[]))
      and (${which.ratedBelow}::integer is null or r.csat < ${which.ratedBelow}::integer)),
  handled as materialized (
    select s.conversation_id, s.contact_id, s.scopes, m.by_id as agent_id
    from solved s join conversations.message m on m.conversation_id = s.conversation_id
    where m.by_kind = 'agent' and m.by_id is not null and m.visibility <> 'note' and m.side_id is null and m.deleted_at is null
      and (${which.agents === null} or m.by_id = any(${[...(which.agents ?? [])]}::uuid[]))
    group by 1, 2, 3, 4 having count(*) >= ${which.leastReplies})`

interface Sampling {
  /** Of each agent at most so many. */
  each: number
  /** The same seed picks the same. */
  seed: string
  /** SQL selecting `conversation_id, agent_id` of what is not to be picked again. */
  except: RawBuilder<unknown>
}

/** Some of what agents answered, by chance: nobody knows before which. */
export async function sampleHandled(db: Db, which: HandledWhich, { each, seed, except }: Sampling): Promise<Handled[]> {
  const { rows } = await sql<Handled>`
    with ${handled(which)},
    ranked as (
      select h.*, row_number() over (partition by h.agent_id order by md5(${seed}::text || h.conversation_id), h.conversation_id) as n
      from handled h left join (${except}) e on e.conversation_id = h.conversation_id and e.agent_id = h.agent_id
      where e.agent_id is null)
    select conversation_id as conversation, contact_id as contact, agent_id as agent, scopes from ranked where n <= ${each}
    order by agent_id, n`.execute(db)
  return rows
}

/** How much there is to pick from, and how many would be picked with at most so many of each agent. */
export async function countHandled(
  db: Db,
  which: HandledWhich,
  each: number,
): Promise<{ conversations: number; advisors: number; picks: number }> {
  const { rows } = await sql<{ conversations: number; advisors: number; picks: number }>`
    with ${handled(which)}, of_agent as (select agent_id, count(*)::integer as n from handled group by 1)
    select coalesce(sum(n), 0)::integer as conversations, count(*)::integer as advisors,
      coalesce(sum(least(n, ${each}::integer)), 0)::integer as picks from of_agent`.execute(db)
  return rows[0] ?? { conversations: 0, advisors: 0, picks: 0 }
}

/** The agents who answered the customer in a conversation, who answered most first. */
export async function answeredBy(db: Db, conversation: ConversationId): Promise<AgentId[]> {
  const { rows } = await sql<{ agent: AgentId }>`
    select by_id as agent from conversations.message
    where conversation_id = ${conversation} and by_kind = 'agent' and by_id is not null and visibility <> 'note'
      and side_id is null and deleted_at is null
    group by by_id order by count(*) desc, by_id`.execute(db)
  return rows.map(({ agent }) => agent)
}

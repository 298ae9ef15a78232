import { mayIn, visibleIn } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { AgentId, BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import type { ApprovalApi } from './contract.ts'

type Trainees = ApprovalApi['GET /api/v1/trainees']['answer']
type Wanted = ApprovalApi['PUT /api/v1/brands/:brand/trainees/:agent']['body']

const LATELY_MS = 30 * 86_400_000

export async function listTrainees(ctx: Context): Promise<Trainees> {
  const since = new Date(ctx.clock.now().getTime() - LATELY_MS)
  const { rows } = await sql<{
    agent: AgentId
    brand: BrandId
    replies: 'all' | 'public'
    until: Date | null
    rev: number
    sent: number
    changed: number
    returned: number
  }>`
    select t.agent_id as agent, t.brand_id as brand, t.replies, t.until, t.rev,
      count(*) filter (where a.outcome = 'sent')::integer as sent, count(*) filter (where a.outcome = 'changed')::integer as changed,
      count(*) filter (where a.outcome = 'returned')::integer as returned
    from conversations.trainee t
    left join conversations.approval a on a.brand_id = t.brand_id and a.agent_id = t.agent_id and a.at >= ${since}
    where ${visibleIn(ctx.actor, 'conversation.approve', sql.ref('t.brand_id'))} and (t.until is null or t.until > ${ctx.clock.now()})
    group by t.agent_id, t.brand_id order by t.brand_id, t.at, t.agent_id`.execute(ctx.db)
  const people = await agentsByIds(
    ctx.db,
    rows.map(({ agent }) => agent),
  )
  return {
    items: rows.map(({ agent, until, ...row }) => ({
      ...row,
      agent: { id: agent, name: people.get(agent)?.name ?? '' },
      until: until?.toISOString() ?? null,
    })),
  }
}

export const supervise = (ctx: Context, brand: BrandId, agent: AgentId, { replies, until }: Wanted): Promise<void> =>
  ctx.transaction(async (tx) => {
    await known(ctx, tx, brand, agent)
    const end = until === null ? null : new Date(until)
    if (end !== null && end <= tx.clock.now())
      throw new Problem('invalid_input', 'This day has passed. Choose one to come, or none.', {
        faults: [{ pointer: '/body/until', detail: 'must be in the future' }],
      })
    await sql`
      insert into conversations.trainee as t (agent_id, brand_id, replies, until, by, at)
      values (${agent}, ${brand}, ${replies}, ${end}, ${tx.by}, ${tx.clock.now()})
      on conflict (agent_id, brand_id) do update set replies = excluded.replies, until = excluded.until, by = excluded.by, rev = t.rev + 1
      where (t.replies, t.until) is distinct from (excluded.replies, excluded.until)`.execute(tx)
  })

export const superviseNoMore = (ctx: Context, brand: BrandId, agent: AgentId): Promise<void> =>
  ctx.transaction(async (tx) => {
    await known(ctx, tx, brand, agent)
    await sql`delete from conversations.trainee where agent_id = ${agent} and brand_id = ${brand}`.execute(tx)
  })

/** Nobody decides for themselves whether they need a second look. */
async function known(ctx: Context, tx: Tx, brand: BrandId, agent: AgentId): Promise<void> {
  if (!mayIn(ctx.actor, 'conversation.approve', brand)) throw notFound('brand')
  if (!(await agentsByIds(tx, [agent])).has(agent)) throw notFound('agent')
  if (ctx.actor.kind === 'agent' && ctx.actor.id === agent)
    throw new Problem('not_allowed', 'Nobody approves their own replies. Ask somebody else who leads this brand.')
}

/** Which replies of theirs to customers of the brand wait for a word; null: none. */
export async function supervisionOf(tx: Tx, agent: AgentId, brand: BrandId): Promise<'all' | 'public' | null> {
  const { rows } = await sql<{ replies: 'all' | 'public' }>`
    select replies from conversations.trainee
    where agent_id = ${agent} and brand_id = ${brand} and (until is null or until > ${tx.clock.now()})`.execute(tx)
  return rows[0]?.replies ?? null
}

/** What a trainee writes to a customer is not sent: it is to be proposed. Programs and the bot are nobody's trainees. */
export async function refuseUnapproved(
  tx: Tx,
  { actor }: Context,
  to: { brand_id: BrandId; visibility: 'public' | 'private' },
): Promise<void> {
  if (actor.kind !== 'agent') return
  const replies = await supervisionOf(tx, actor.id, to.brand_id)
  if (replies === null || (replies === 'public' && to.visibility !== 'public')) return
  throw new Problem(
    'not_allowed',
    'Your replies are approved by a colleague first. Ask for approval; your text is kept.',
    {
      approval: true,
    },
  )
}

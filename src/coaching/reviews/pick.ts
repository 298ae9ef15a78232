import { answeredBy, conversationFor, type Handled } from '#conversations'
import { allow, authorOf, may } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { type AgentId, type BrandId, type ConversationId, newId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import { formOf } from '../forms/list-forms.ts'
import type { Review, ReviewsApi } from './contract.ts'
import { tellReview } from './review.ts'
import { showReview } from './show-review.ts'

type Answering = ReviewsApi['GET /api/v1/conversations/:id/reviews']['answer']

interface Picked extends Handled {
  id?: string
  brand: BrandId
  form: string
  rule: string | null
}

/** False: these answers in this conversation are under review already. */
export async function pick(tx: Tx, { id = newId(), brand, scopes, conversation, contact, agent, form, rule }: Picked) {
  const { rows } = await sql`
    insert into coaching.review (id, brand_id, scopes, conversation_id, contact_id, agent_id, form_id, rule_id, picked_by, picked_at)
    values (${id}, ${brand}, ${scopes}::text[], ${conversation}, ${contact}, ${agent}, ${form}, ${rule}, ${tx.by}, ${tx.clock.now()})
    on conflict do nothing returning id`.execute(tx)
  if (rows.length === 0) return false
  await tellReview(tx, 'review.picked', { id, brand_id: brand, scopes, agent_id: agent }, {})
  return true
}

interface ByHand {
  id: string
  conversation: ConversationId
  agent: AgentId
  form: string
}

/** Errors: `conflict` when that advisor's answers there are under review already, `invalid_input` when they gave none. */
export async function pickByHand(ctx: Context, { id, conversation, agent, form }: ByHand): Promise<Review> {
  const row = await conversationFor(ctx.actor, conversation, ctx.db)
  allow(ctx.actor, 'coaching.review', { brand: row.brand_id, scopes: row.scopes }, 'conversation')
  if (ctx.actor.id === agent)
    throw new Problem('not_allowed', 'Nobody reviews their own answers. Ask a colleague who leads.')
  await ctx.transaction(async (tx) => {
    if (!(await answeredBy(tx, conversation)).includes(agent)) throw refused('agent', 'They answered nothing here.')
    const offered = await formOf(tx, form, row.brand_id)
    if (offered === null || offered.retired_at !== null) throw refused('form', 'The brand has no such form.')
    const { scopes, contact_id: contact, brand_id: brand } = row
    if (await pick(tx, { id, brand, scopes, conversation, contact, agent, form, rule: null })) return
    await refuseSecond(tx, { id, conversation, agent, form }, authorOf(ctx.actor))
  })
  return showReview(ctx, id)
}

async function refuseSecond(tx: Tx, { id, conversation, agent, form }: ByHand, by: string): Promise<void> {
  const { rows } = await sql<{ same: boolean; here: boolean }>`
    select id = ${id} and form_id = ${form} and picked_by = ${by} as same, true as here from coaching.review
    where conversation_id = ${conversation} and agent_id = ${agent}`.execute(tx)
  const [known] = rows
  if (known?.same) return
  throw known === undefined
    ? new Problem('id_reused', 'This id already belongs to another review. Send again with a new id.')
    : new Problem('conflict', 'These answers are under review already. Open that review instead.')
}

const refused = (field: 'agent' | 'form', text: string): Problem =>
  new Problem('invalid_input', `${text} Choose another.`, {
    faults: [{ pointer: `/body/${field}`, detail: 'is not there' }],
  })

/** Whom a reviewer can choose in a conversation. */
export async function listAnswering(ctx: Context, id: ConversationId): Promise<Answering> {
  const row = await conversationFor(ctx.actor, id, ctx.db)
  if (!may(ctx.actor, 'coaching.review', { brand: row.brand_id, scopes: row.scopes })) return { items: [] }
  const agents = (await answeredBy(ctx.db, id)).filter((agent) => agent !== ctx.actor.id)
  const people = await agentsByIds(ctx.db, agents)
  const { rows } = await sql<{ id: string; agent: AgentId }>`
    select id, agent_id as agent from coaching.review where conversation_id = ${id}`.execute(ctx.db)
  const reviews = new Map(rows.map((each) => [each.agent, each.id]))
  return {
    items: agents.map((agent) => ({
      agent: { id: agent, name: people.get(agent)?.name ?? '' },
      review: reviews.get(agent) ?? null,
    })),
  }
}

import { glances } from '#conversations'
import { may } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import type { Criterion } from '../forms/contract.ts'
import type { Review, ReviewRow } from './contract.ts'
import { othersReviews, ownReviews, type Row } from './review.ts'

export type Listed = Row & { form: Record<string, string>; questions: Criterion[]; rule: string | null }

/** One review that the caller sees. */
export async function showReview(ctx: Context, id: string): Promise<Review> {
  const { rows } = await sql<Listed>`
    select v.*, f.name as form, f.criteria as questions, r.name as rule
    from coaching.review v join coaching.form f on f.id = v.form_id left join coaching.rule r on r.id = v.rule_id
    where v.id = ${id} and (${ownReviews(ctx.actor)} or ${othersReviews(ctx.actor)})`.execute(ctx.db)
  const [row] = rows
  if (row === undefined) throw notFound('review')
  const [listed] = await listedOf(ctx, [row])
  if (listed === undefined) throw notFound('review')
  const people = await agentsByIds(
    ctx.db,
    [row.reviewer_id, row.settled_by].filter((each) => each !== null),
  )
  const person = (agent: AgentId) => ({ id: agent, name: people.get(agent)?.name ?? '' })
  return {
    ...listed,
    criteria: row.criteria ?? row.questions,
    scores: row.scores ?? [],
    words: row.words ?? '',
    reviewer: row.reviewer_id === null ? null : person(row.reviewer_id),
    dropWhy: row.drop_why,
    answer: row.answer ?? '',
    answeredAt: row.answered_at?.toISOString() ?? null,
    settled:
      row.settled_by === null || row.settled_at === null
        ? null
        : { by: person(row.settled_by), at: row.settled_at.toISOString(), words: row.settle_words ?? '' },
    may: mayDo(ctx, row),
  }
}

function mayDo({ actor }: Context, row: Row): Review['may'] {
  const own = actor.id === row.agent_id
  const judges = !own && may(actor, 'coaching.review', { brand: row.brand_id, scopes: row.scopes })
  return {
    score: judges && (row.state === 'waiting' || row.state === 'scored'),
    answer: own && (row.state === 'scored' || row.state === 'agreed' || row.state === 'disputed'),
    settle: judges && (row.state === 'disputed' || row.state === 'settled'),
    drop: judges && row.state === 'waiting',
  }
}

/** Rows → contract. What a conversation is called is shown to those who may read it. */
export async function listedOf(
  ctx: { actor: Context['actor']; db: Db },
  rows: readonly Listed[],
): Promise<ReviewRow[]> {
  const talks = await glances(
    ctx.actor,
    rows.map((row) => row.conversation_id),
    ctx.db,
  )
  const people = await agentsByIds(
    ctx.db,
    rows.map((row) => row.agent_id),
  )
  return rows.map((row) => {
    const talk = talks.get(row.conversation_id)
    return {
      id: row.id,
      brand: row.brand_id,
      conversation: row.conversation_id,
      talk: talk === undefined ? null : { reference: talk.reference, contact: talk.contact },
      agent: { id: row.agent_id, name: people.get(row.agent_id)?.name ?? '' },
      form: row.form,
      rule: row.rule,
      state: row.state,
      total: row.total,
      failed: row.failed,
      pickedAt: row.picked_at.toISOString(),
      scoredAt: row.scored_at?.toISOString() ?? null,
      seenAt: row.seen_at?.toISOString() ?? null,
      rev: row.rev,
    }
  })
}

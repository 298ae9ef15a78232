import { type Actor, visible } from '#kernel/access'
import { type RawBuilder, sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { type EventMap, publish } from '#kernel/events'
import type { AgentId, BrandId, ContactId, ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Criterion } from '../forms/contract.ts'
import type { DropWhy, ReviewState, Score } from './contract.ts'

export interface Row {
  id: string
  brand_id: BrandId
  scopes: string[]
  conversation_id: ConversationId
  contact_id: ContactId
  agent_id: AgentId
  form_id: string
  rule_id: string | null
  picked_at: Date
  state: ReviewState
  drop_why: DropWhy | null
  criteria: Criterion[] | null
  scores: Score[] | null
  total: number | null
  failed: boolean
  words: string | null
  reviewer_id: AgentId | null
  scored_at: Date | null
  seen_at: Date | null
  answer: string | null
  answered_at: Date | null
  settled_by: AgentId | null
  settled_at: Date | null
  settle_words: string | null
  rev: number
}

/** Of one's own answers: what was said of them. Nobody sees before that they are read. */
export const ownReviews = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`(v.agent_id::text = ${actor.id} and v.scored_at is not null and v.state <> 'dropped')`

/** Of the others' answers: those of whom the caller leads. */
export const othersReviews = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`(v.agent_id::text <> ${actor.id} and ${visible(actor, 'coaching.read', sql.ref('v.brand_id'), sql.ref('v.scopes'))})`

/** One review that the caller sees, locked. */
export async function lockReview(tx: Tx, { actor }: Context, id: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select v.* from coaching.review v where v.id = ${id} and (${ownReviews(actor)} or ${othersReviews(actor)}) for update`.execute(
    tx,
  )
  const [row] = rows
  if (row === undefined) throw notFound('review')
  return row
}

/** One of somebody else's answers that the caller may judge, locked. One's own looks like none. */
export async function lockToJudge(tx: Tx, { actor }: Context, id: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select v.* from coaching.review v
    where v.id = ${id} and v.agent_id::text <> ${actor.id}
      and ${visible(actor, 'coaching.review', sql.ref('v.brand_id'), sql.ref('v.scopes'))} for update`.execute(tx)
  const [row] = rows
  if (row === undefined) throw notFound('review')
  return row
}

/** Who judges is a person: programs have nobody to answer to. */
export function reviewerOf({ actor }: Context): AgentId {
  if (actor.kind === 'agent') return actor.id
  throw new Problem('not_allowed', 'Only a person judges what a person wrote.')
}

export function refuseStale(row: Row, rev: number): void {
  if (row.rev !== rev)
    throw new Problem('stale', 'This review was changed since you opened it. Nothing was saved; look at it again.')
}

type Name = Extract<keyof EventMap, `review.${string}`>

/** Tells those who read reviews, and the advisor. */
export const tellReview = <N extends Name>(
  tx: Tx,
  name: N,
  row: Pick<Row, 'id' | 'brand_id' | 'scopes' | 'agent_id'>,
  more: Omit<EventMap[N], 'reviewId' | 'agentId'>,
) =>
  publish(tx, name, {
    brand: row.brand_id,
    scopes: row.scopes,
    subject: row.id,
    data: { reviewId: row.id, agentId: row.agent_id, ...more } as EventMap[N],
  })

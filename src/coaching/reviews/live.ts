import { type Db, sql } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { LiveKind } from '#kernel/registry'
import type { ReviewState } from './contract.ts'

interface Told {
  id: string
  rev: number
  state: ReviewState
  scopes: string[]
}

const all = [
  'review.picked',
  'review.dropped',
  'review.restored',
  'review.scored',
  'review.seen',
  'review.answered',
  'review.settled',
] as const
const subjectOf = (event: StoredEvent): string => event.subject

async function present(db: Db, ids: readonly string[]): Promise<Map<string, Told>> {
  const { rows } = await sql<Told>`
    select id, rev, state, scopes from coaching.review where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** That a review moved, to those who lead: they read the rest themselves. */
export const reviewKind: LiveKind<Told> = {
  kind: 'review',
  permission: 'coaching.read',
  on: Object.fromEntries(all.map((name) => [name, subjectOf])),
  scopes: ({ scopes }) => scopes,
  present,
}

/** The same to whose answers were read: nothing before they are scored. */
export const ownReviewKind: LiveKind<Told> = {
  kind: 'my-review',
  permission: 'coaching.own',
  on: Object.fromEntries(
    (['review.scored', 'review.seen', 'review.answered', 'review.settled'] as const).map((name) => [name, subjectOf]),
  ),
  own: ({ data }) => ('agentId' in data ? String(data.agentId) : null),
  present,
}

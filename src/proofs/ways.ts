import { isOurWindow, type Row } from '#conversations'
import { type Db, sql } from '#kernel/db'
import type { BrandId, ContactId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import type { ProofLevel } from './contract.ts'

/** Where a code can go. */
export interface ProofWay {
  id: string
  channel: string
  handle: string
}
const MOST_WAYS = 5

/**
 * Addresses that were known to be theirs before it was asked: seen to be read by them, or vouched for by their channel. What somebody
 * only says is theirs proves nothing: whoever wants to be taken for them would say it, too.
 */
export async function waysOf(
  db: Db,
  app: App,
  { brand, contact, before }: { brand: BrandId; contact: ContactId; before: Date },
): Promise<ProofWay[]> {
  const { rows } = await sql<ProofWay>`
    select id, channel, handle from people.identity
    where contact_id = ${contact} and brand_id = ${brand} and channel = 'email' and created_at <= ${before}
      and greatest(level, coalesce(proven, level)) >= 'channel'::people.level
    order by created_at, id limit ${MOST_WAYS}`.execute(db)
  const ways: ProofWay[] = []
  for (const way of rows)
    for (const post of app.registered.posts) if (await post.canWriteTo(db, brand, way.handle)) ways.push(way)
  return ways
}

/** Why this level cannot be asked for here; null: it can. Keys of the locale files. */
export async function whyNot(db: Db, app: App, row: Row, level: ProofLevel, now: Date): Promise<string | null> {
  if (row.visibility === 'public') return 'why.proof-public'
  if (row.status === 'closed') return 'why.closed'
  if (level === 'channel') return isOurWindow(row.channel) ? 'why.proof-window' : null
  const ways = await waysOf(db, app, { brand: row.brand_id, contact: row.contact_id, before: now })
  return ways.length === 0 ? 'why.proof-nothing' : null
}

import { type Db, type RawBuilder, sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { AgentId, BrandId } from '#kernel/ids'
import { agentsByIds } from '#people'
import type { Flag } from './contract.ts'

interface Row {
  id: string
  brand: BrandId
  lang: string
  kind: Flag['kind']
  articleId: string | null
  title: string | null
  conversation: string
  note: string
  flaggedBy: AgentId
  at: Date
  settledAt: Date | null
  settledBy: AgentId | null
  how: 'mended' | 'declined' | 'withdrawn' | null
  rev: number
}

/** Flags as the API shows them; `where` is about `f`. */
export async function loadFlags(db: Db, where: RawBuilder<unknown>): Promise<Flag[]> {
  const { rows } = await sql<Row>`
    select f.id, f.brand_id as brand, f.lang, f.kind, f.article_id as "articleId", coalesce(a.title, f.title) as title,
      f.conversation_id as conversation, f.note, f.flagged_by as "flaggedBy", f.at, f.settled_at as "settledAt",
      f.settled_by as "settledBy", f.how, f.rev
    from knowledge.flag f left join knowledge.article a on a.id = f.article_id where ${where}`.execute(db)
  const people = await agentsByIds(
    db,
    rows.flatMap(({ flaggedBy, settledBy }) => (settledBy === null ? [flaggedBy] : [flaggedBy, settledBy])),
  )
  const nameOf = (id: AgentId | null) => (id === null ? null : (people.get(id)?.name ?? null))
  return rows.map(({ articleId, title, flaggedBy, settledAt, settledBy, how, at, ...row }) => ({
    ...row,
    article: articleId === null ? null : { id: articleId, title: title ?? '' },
    by: { id: flaggedBy, name: nameOf(flaggedBy) ?? '' },
    at: at.toISOString(),
    settled: settledAt === null || how === null ? null : { how, at: settledAt.toISOString(), by: nameOf(settledBy) },
  }))
}

export async function flagById(db: Db, id: string): Promise<Flag> {
  const [flag] = await loadFlags(db, sql`f.id = ${id}`)
  if (flag === undefined) throw notFound('flag')
  return flag
}

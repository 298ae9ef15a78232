import { agentsWhoMay } from '#kernel/access'
import { type Db, type RawBuilder, sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { AgentId, BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Briefing } from './contract.ts'
import { forActor, mayWrite } from './policy.ts'

interface Row {
  id: string
  brand: BrandId | null
  title: string
  body: string
  html: string
  until: Date | null
  at: Date
  changedAt: Date
  withdrawnAt: Date | null
  edition: number
  rev: number
  writtenBy: AgentId
  author: string | null
  readAt: Date | null
}

/** Briefings as the caller sees them; `where` is about `b`. */
export async function loadBriefings(ctx: Context, where: RawBuilder<unknown>): Promise<Briefing[]> {
  const { rows } = await sql<Row>`
    select b.id, b.brand_id as brand, b.title, b.body, b.html, b.until, b.at, b.changed_at as "changedAt",
      b.withdrawn_at as "withdrawnAt", b.edition, b.rev, b.written_by as "writtenBy", c.name as author, r.at as "readAt"
    from notices.briefing b
    left join kernel.credential c on c.agent_id = b.written_by
    left join notices.briefing_read r on r.briefing_id = b.id and r.agent_id::text = ${ctx.actor.id} and r.edition = b.edition
    where ${where}`.execute(ctx.db)
  const counted = await readersOf(
    ctx.db,
    rows.filter((row) => mayWrite(ctx.actor, row.brand)),
  )
  return rows.map(({ writtenBy, author, ...row }) => ({
    ...row,
    by: { id: writtenBy, name: author ?? '' },
    until: row.until?.toISOString() ?? null,
    at: row.at.toISOString(),
    changedAt: row.changedAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    readAt: row.readAt?.toISOString() ?? null,
    readers: counted.get(row.id) ?? null,
    mayChange: counted.has(row.id),
  }))
}

/** One, for whoever it is for. Throws `not_found`. */
export async function briefingFor(ctx: Context, id: string): Promise<Briefing> {
  const [briefing] = await loadBriefings(ctx, sql`b.id = ${id} and ${forActor(ctx.actor)}`)
  if (briefing === undefined) throw notFound('briefing')
  return briefing
}

/** Of those a briefing is for: how many have read its edition. */
async function readersOf(db: Db, rows: readonly Row[]): Promise<Map<string, { read: number; of: number }>> {
  if (rows.length === 0) return new Map()
  const audiences = new Map<BrandId | null, readonly AgentId[]>()
  for (const brand of new Set(rows.map((row) => row.brand)))
    audiences.set(brand, await agentsWhoMay(db, 'briefing.read', brand))
  const { rows: read } = await sql<{ id: string; agent: AgentId }>`
    select b.id, r.agent_id as agent from notices.briefing b
    join notices.briefing_read r on r.briefing_id = b.id and r.edition = b.edition
    where b.id = any(${rows.map((row) => row.id)}::uuid[])`.execute(db)
  return new Map(
    rows.map(({ id, brand }) => {
      const audience = new Set(audiences.get(brand))
      return [id, { read: read.filter((each) => each.id === id && audience.has(each.agent)).length, of: audience.size }]
    }),
  )
}

import { agentsWhoMay } from '#kernel/access'
import { sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Reader } from './contract.ts'
import { briefingFor } from './load-briefings.ts'

/** Everybody a briefing is for: those who have not read its edition first. */
export async function listReaders(ctx: Context, id: string): Promise<{ items: Reader[] }> {
  const briefing = await briefingFor(ctx, id)
  if (!briefing.mayChange) throw notFound('briefing')
  const audience = await agentsWhoMay(ctx.db, 'briefing.read', briefing.brand)
  const { rows } = await sql<{ id: AgentId; name: string; readAt: Date | null }>`
    select c.agent_id as id, c.name, r.at as "readAt" from kernel.credential c
    left join notices.briefing_read r on r.agent_id = c.agent_id and r.briefing_id = ${id} and r.edition = ${briefing.edition}
    where c.agent_id = any(${audience}::uuid[])
    order by r.at is not null, c.name, c.agent_id`.execute(ctx.db)
  return { items: rows.map(({ readAt, ...agent }) => ({ agent, readAt: readAt?.toISOString() ?? null })) }
}

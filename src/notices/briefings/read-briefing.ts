import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Briefing } from './contract.ts'
import { briefingFor } from './load-briefings.ts'

interface Read {
  id: string
  agent: AgentId
  edition: number
}

/** The receipt: the caller has read this edition. An older one than was written since counts for nothing. */
export async function readBriefing(ctx: Context, id: string, edition: number): Promise<Briefing> {
  const { actor } = ctx
  if (actor.kind !== 'agent') throw new Problem('not_allowed', 'Only people read briefings.')
  const briefing = await briefingFor(ctx, id)
  if (edition > briefing.edition)
    throw new Problem('invalid_input', 'There is no such edition yet.', {
      faults: [{ pointer: '/body/edition', detail: `is more than ${briefing.edition}` }],
    })
  await ctx.transaction((tx) => keepRead(tx, { id, agent: actor.id, edition }))
  return briefingFor(ctx, id)
}

export async function keepRead(tx: Tx, { id, agent, edition }: Read): Promise<void> {
  const { rows } = await sql`
    insert into notices.briefing_read (briefing_id, agent_id, edition, at) values (${id}, ${agent}, ${edition}, ${tx.clock.now()})
    on conflict (briefing_id, agent_id) do update set edition = excluded.edition, at = excluded.at
    where notices.briefing_read.edition < excluded.edition returning 1`.execute(tx)
  if (rows.length === 0) return
  const data = { briefingId: id, agentId: agent, edition }
  await publish(tx, 'briefing.read', { brand: null, subject: agent, scopes: [`agent:${agent}`], data })
}

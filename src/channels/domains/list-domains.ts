import { visible } from '#kernel/access'
import { sql } from '#kernel/db'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { ChannelsApi } from '../contract.ts'
import { hereOf } from './here.ts'
import { loadDomains } from './load-domains.ts'
import { presentDomain } from './present.ts'

type Answer = ChannelsApi['GET /api/v1/sending-domains']['answer']

/** All of them at once: an operator has a handful. */
export async function listDomains(ctx: Context): Promise<Answer> {
  const position = await sql<{ live: string }>`select ${livePos()} as live`.execute(ctx.db)
  const mine = visible(ctx.actor, 'account.read', sql.ref('d.brand_id'), sql`array[]::text[]`)
  const found = await loadDomains(ctx.db, mine)
  const items = found.map((one) => presentDomain(one, hereOf(ctx.config)))
  return { items, next: null, live: position.rows[0]?.live ?? '0' }
}

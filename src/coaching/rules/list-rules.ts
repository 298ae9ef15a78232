import { visibleIn } from '#kernel/access'
import { sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import type { RulesApi } from './contract.ts'
import { type RuleRow, shownRule } from './rule.ts'

export async function listRules(ctx: Context): Promise<RulesApi['GET /api/v1/review-rules']['answer']> {
  const { rows } = await sql<RuleRow>`
    select r.* from coaching.rule r where ${visibleIn(ctx.actor, 'coaching.read', sql.ref('r.brand_id'))}
    order by r.retired_at is not null, r.name, r.id`.execute(ctx.db)
  return { items: rows.map(shownRule) }
}

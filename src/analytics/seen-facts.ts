import { visible } from '#kernel/access'
import { type RawBuilder, sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import type { Question } from './measures.ts'

/** Facts as they stood at the question's place, of conversations whose list this viewer may open too: else a number would tell more than its list. */
export function seenFacts(ctx: Context, { pos, brand }: Pick<Question, 'pos' | 'brand'>): RawBuilder<boolean> {
  const [ofBrand, scopes] = [sql.ref('f.brand_id'), sql.ref('f.scopes')]
  return sql<boolean>`(f.from_pos <= ${pos} and (f.to_pos is null or f.to_pos > ${pos})
    and ${visible(ctx.actor, 'report.read', ofBrand, scopes)} and ${visible(ctx.actor, 'conversation.read', ofBrand, scopes)}
    and ${brand === null ? sql`true` : sql`f.brand_id = ${brand}::uuid`})`
}

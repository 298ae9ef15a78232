import { type Actor, holds, may, visibleIn } from '#kernel/access'
import { type RawBuilder, sql } from '#kernel/db'
import type { BrandId } from '#kernel/ids'

/** A briefing for everybody is for who may write them everywhere; one of a brand, for who may in all of that brand. */
export const mayWrite = (actor: Actor, brand: BrandId | null): boolean =>
  brand === null
    ? holds(actor, { permission: 'briefing.write', brand: null, scope: '*' })
    : may(actor, 'briefing.write', { brand, scopes: [] })

/** The SQL predicate of the briefings `b` that are for this actor. */
export const forActor = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`((b.brand_id is null and ${may(actor, 'briefing.read')}) or ${visibleIn(actor, 'briefing.read', sql.ref('b.brand_id'))})`

/** Those that count now. */
export const current = (now: Date): RawBuilder<boolean> =>
  sql<boolean>`(b.withdrawn_at is null and (b.until is null or b.until > ${now}))`

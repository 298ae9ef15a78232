import { createHash } from 'node:crypto'
import { sql } from '#kernel/db'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'

/** How many may leave at once after a pause. */
const BURST = 10

/**
 * One place among `perMinute`, kept for all nodes and all accounts of the brand: null when it is ours, else when to ask again.
 * `due` is when the line would be empty; it may run ahead of the clock by a burst.
 */
export async function takePlace(ctx: Context, brand: BrandId, key: string, perMinute: number): Promise<Date | null> {
  const now = ctx.clock.now()
  const stepMs = 60_000 / perMinute
  const latest = new Date(now.getTime() + stepMs * (Math.min(BURST, perMinute) - 1))
  // So far ahead only a clock can have been that is right again.
  const ahead = new Date(latest.getTime() + stepMs + 60_000)
  const { rows } = await sql`
    insert into channels.pace as p (brand_id, key, due)
    values (${brand}, ${hashed(key)}, ${new Date(now.getTime() + stepMs)})
    on conflict (brand_id, key) do update
      set due = case when p.due > ${ahead} then ${now}::timestamptz else greatest(p.due, ${now}::timestamptz) end
        + make_interval(secs => ${stepMs / 1000})
      where p.due <= ${latest} or p.due > ${ahead} returning 1`.execute(ctx.db)
  return rows.length > 0 ? null : new Date(now.getTime() + stepMs)
}

/** A domain may be a person's own. */
const hashed = (key: string): string => createHash('sha256').update(key).digest('base64url')

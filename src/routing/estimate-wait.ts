import { stampWait } from '#conversations'
import { sql } from '#kernel/db'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'

interface Facts {
  brand: BrandId
  present: boolean
  usual: number | null
  oldest: number | null
}

/**
 * What a customer is told: the usual wait of the last two hours, or, when somebody waits longer than that right now, their wait.
 * Nobody there to take work: nobody can say.
 */
export const minutesToTell = ({ present, usual, oldest }: Omit<Facts, 'brand'>): number | null =>
  present ? Math.max(1, Math.ceil(Math.max(usual ?? 60, oldest ?? 0) / 60)) : null

export async function estimateWaits(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const { rows } = await sql<Facts>`
    select q.brand_id as brand,
      exists (select from routing.presence p where p.state in ('available', 'busy')) as present,
      (select percentile_cont(0.5) within group (order by a.waited_seconds) from routing.assignment a
        join routing.work_item w on w.id = a.work_item_id
        where w.brand_id = q.brand_id and a.why in ('pulled', 'pushed', 'accepted', 'took', 'replied', 'proposed') and a.at > ${now}::timestamptz - interval '2 hours') as usual,
      (select extract(epoch from ${now}::timestamptz - min(w.since)) from routing.work_item w
        where w.brand_id = q.brand_id and w.state = 'waiting') as oldest
    from routing.queue q where q.first`.execute(ctx.db)
  for (const facts of rows) {
    const told = { present: facts.present, usual: numberOf(facts.usual), oldest: numberOf(facts.oldest) }
    await ctx.transaction((tx) => stampWait(tx, facts.brand, minutesToTell(told)))
  }
}

const numberOf = (value: number | string | null): number | null => (value === null ? null : Number(value))

import { sql } from '#kernel/db'
import type { Context } from '#kernel/registry'

/** Folds the appended changes of each view's counter into one row. Readers see the same sums before and after. */
export const foldCounts = async (ctx: Context): Promise<void> => {
  await sql`
    with taken as (delete from conversations.view_count returning brand_id, key, n)
    insert into conversations.view_count (brand_id, key, n)
    select brand_id, key, sum(n) from taken group by brand_id, key having sum(n) <> 0`.execute(ctx.db)
}

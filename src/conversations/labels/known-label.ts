import { type Db, sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { BrandId } from '#kernel/ids'

/** A label of this brand or of all; another brand's looks like none. */
export async function refuseForeignLabel(db: Db, brand: BrandId, label: string): Promise<void> {
  const { rows } = await sql`
    select from conversations.label where id = ${label} and (brand_id is null or brand_id = ${brand})`.execute(db)
  if (rows.length === 0) throw notFound('label')
}

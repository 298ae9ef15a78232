import { type Db, sql } from '#kernel/db'
import { type Brand, textIn } from '#people'
import type { Switches } from './contract.ts'

/** What a brand tells everybody while a plan is on, in this language; null: nothing. */
export async function bannerOf(db: Db, brand: Brand, lang: string, now: Date): Promise<string | null> {
  const { rows } = await sql<{ banner: NonNullable<Switches['banner']> }>`
    select switches->'banner' as banner from routing.surge_run
    where brand_id = ${brand.id} and ended_at is null and until > ${now} and switches ? 'banner'`.execute(db)
  const [run] = rows
  return run === undefined ? null : textIn(run.banner, brand, lang) || null
}

import type { Page } from '#kernel/http'
import type { Context } from '#kernel/registry'
import { liveNow } from '../live-now.ts'
import type { Brand } from './brand.ts'
import { allBrands } from './find-brand.ts'

/** Brands that the caller has any right in. */
export async function listBrands(ctx: Context): Promise<Page<Brand>> {
  const live = await liveNow(ctx.db)
  return { items: await brandsOf(ctx), next: null, live }
}

export async function brandsOf({ actor, db }: Context): Promise<Brand[]> {
  const mine = new Set<string>(actor.grants.map((grant) => grant.brand))
  return (await allBrands(db)).filter((brand) => mine.has('*') || mine.has(brand.id))
}

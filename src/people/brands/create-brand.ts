import { audit } from '#kernel/access'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { sameOrRefused } from '../id-reused.ts'
import { mayEverywhere } from '../policy.ts'
import type { Brand } from './brand.ts'
import { type BrandValues, checkBrand, columnsOf } from './check-brand.ts'
import { brandOf, forgetBrands } from './find-brand.ts'
import { refuseTakenSlug } from './slug-taken.ts'

/** Creates a brand; for those who manage every brand. */
export async function createBrand(ctx: Context, input: BrandValues & { id: BrandId }): Promise<Brand> {
  if (!mayEverywhere(ctx.actor, 'brand.manage')) {
    throw new Problem('not_allowed', 'A new brand needs brand.manage for every brand.')
  }
  checkBrand(input)
  const brand = await ctx.transaction(async (tx) => {
    await refuseTakenSlug(tx, input.slug, input.id)
    const row = await tx
      .insertInto('people.brand')
      .values({ id: input.id, ...columnsOf(input), created_at: tx.clock.now() })
      .onConflict((on) => on.column('id').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (row) {
      await publish(tx, 'brand.created', { brand: input.id, subject: input.id, data: { brandId: input.id } })
      await audit(tx, { deed: 'brand.create', brand: input.id, subject: input.id })
      return brandOf(row)
    }
    const before = brandOf(
      await tx.selectFrom('people.brand').selectAll().where('id', '=', input.id).executeTakeFirstOrThrow(),
    )
    sameOrRefused(before, input, 'brand')
    return before
  })
  forgetBrands(ctx.db)
  return brand
}

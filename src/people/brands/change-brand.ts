import { allow, audit } from '#kernel/access'
import { notFound } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Brand } from './brand.ts'
import { type BrandValues, checkBrand, columnsOf } from './check-brand.ts'
import { brandOf, forgetBrands } from './find-brand.ts'
import { refuseTakenSlug } from './slug-taken.ts'

/** Changes a brand: its name, languages, look, hours and what the widget says. */
export async function changeBrand(ctx: Context, id: BrandId, input: BrandValues): Promise<Brand> {
  allow(ctx.actor, 'brand.manage', { brand: id, scopes: [] }, 'brand')
  checkBrand(input)
  const brand = await ctx.transaction(async (tx) => {
    await refuseTakenSlug(tx, input.slug, id)
    const row = await tx
      .updateTable('people.brand')
      .set((eb) => ({ ...columnsOf(input), rev: eb('rev', '+', 1) }))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw notFound('brand')
    await publish(tx, 'brand.changed', { brand: id, subject: id, data: { brandId: id } })
    await audit(tx, { deed: 'brand.change', brand: id, subject: id })
    return brandOf(row)
  })
  forgetBrands(ctx.db)
  return brand
}

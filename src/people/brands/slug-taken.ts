import type { Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { BrandId } from '#kernel/ids'

/** Throws when another brand has the slug. */
export async function refuseTakenSlug(tx: Tx, slug: string, id: BrandId): Promise<void> {
  const taken = await tx
    .selectFrom('people.brand')
    .select('id')
    .where('slug', '=', slug)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (!taken) return
  throw new Problem('conflict', 'Another brand has this slug. Choose another; nothing was changed.', {
    faults: [{ pointer: '/body/slug', detail: 'is taken' }],
  })
}

import type { Static } from 'typebox'
import type { Page } from '#kernel/http'
import type { Context } from '#kernel/registry'
import type { Partner as PartnerShape } from '../contract.ts'
import { liveNow } from '../live-now.ts'
import { partnersVisibleTo } from '../policy.ts'

export type Partner = Static<typeof PartnerShape>

/** Partner organisations by name; those of a partner see their own. */
export async function listPartners({ db, actor }: Context): Promise<Page<Partner>> {
  const live = await liveNow(db)
  const partners = db.selectFrom('people.partner as p').select(['p.id', 'p.name', 'p.rev'])
  const items = await partners.where(partnersVisibleTo(actor)).orderBy('p.name').orderBy('p.id').limit(1_000).execute()
  return { items, next: null, live }
}

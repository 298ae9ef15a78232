import { may } from '#kernel/access'
import { Problem } from '#kernel/errors'
import type { RequestContext } from '#kernel/http'

/** These tables are not one brand's: only who may it everywhere may it. */
export function everywhere({ actor }: RequestContext, permission: string): void {
  const all = actor.grants.some(
    (grant) => may({ ...actor, grants: [grant] }, permission) && grant.brand === '*' && grant.scope === '*',
  )
  if (!all) throw new Problem('not_allowed', `This needs the permission ${permission} for every brand.`)
}

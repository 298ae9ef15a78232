import { listRoles } from '#kernel/access'
import type { Page } from '#kernel/http'
import type { Context } from '#kernel/registry'
import { liveNow } from '../live-now.ts'

/** Every role and what it permits: names, `module.*`, or `*`. */
export async function rolesPage({ db }: Context): Promise<Page<{ role: string; permissions: string[] }>> {
  const live = await liveNow(db)
  const roles = await listRoles(db)
  return { items: roles.map(({ name, permissions }) => ({ role: name, permissions })), next: null, live }
}

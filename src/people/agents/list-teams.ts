import type { Page } from '#kernel/http'
import type { Context } from '#kernel/registry'
import { liveNow } from '../live-now.ts'
import { loadTeams, type Team } from './teams.ts'

/** The operator's teams, and those of the brands the caller works for. */
export async function listTeams({ db, actor }: Context): Promise<Page<Team>> {
  const live = await liveNow(db)
  const mine = new Set<string>(actor.grants.map((grant) => grant.brand))
  const teams = (await loadTeams(db, null)).filter(({ brand }) => brand === null || mine.has('*') || mine.has(brand))
  return { items: teams, next: null, live }
}

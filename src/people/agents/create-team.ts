import { holds } from '#kernel/access'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { brandById } from '../brands/find-brand.ts'
import { sameOrRefused } from '../id-reused.ts'
import { loadTeams, type Team } from './teams.ts'

interface Input {
  id: string
  /** Null: a team for every brand. */
  brand: BrandId | null
  name: Record<string, string>
}

/** Creates a team; its members are set with each agent. */
export async function createTeam(ctx: Context, input: Input): Promise<Team> {
  const { id, brand, name } = input
  if (!holds(ctx.actor, { permission: 'people.manage', brand, scope: '*' })) {
    throw new Problem('not_allowed', 'A team needs people.manage for its brand, or for every brand.')
  }
  return ctx.transaction(async (tx) => {
    if (brand !== null && !(await brandById(tx, brand))) {
      throw new Problem('invalid_input', 'There is no such brand.', {
        faults: [{ pointer: '/body/brand', detail: 'does not exist' }],
      })
    }
    const { numInsertedOrUpdatedRows: count = 0n } = await tx
      .insertInto('people.team')
      .values({ id, brand_id: brand, name: JSON.stringify(name), created_at: tx.clock.now() })
      .onConflict((on) => on.column('id').doNothing())
      .executeTakeFirst()
    const [team] = await loadTeams(tx, [id])
    if (!team) throw new Error('A team was lost while it was made.')
    if (count === 0n) sameOrRefused(team, input, 'team')
    else await publish(tx, 'team.created', { brand, subject: id, data: { teamId: id } })
    return team
  })
}

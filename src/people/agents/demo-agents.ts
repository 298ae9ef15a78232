import { rolesOf } from '#kernel/access'
import { notFound } from '#kernel/errors'
import type { Page } from '#kernel/http'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { allBrands } from '../brands/find-brand.ts'

interface DemoAgent {
  id: AgentId
  name: string
  role: string
  /** Names of the brands worked for; all of them when the role is for every brand. */
  brands: string[]
}

/** Who a visitor of the demo may sign in as with one click. Without demo there is no such list. */
export async function demoAgents({ db, config }: Context): Promise<Page<DemoAgent>> {
  if (!config.demo) throw notFound('page')
  const agents = await db
    .selectFrom('people.agent')
    .select(['id', 'name'])
    .where('active', '=', true)
    .orderBy('id')
    .limit(50)
    .execute()
  const brands = await allBrands(db)
  const items = await Promise.all(
    agents.map(async (agent) => {
      const roles = await rolesOf(db, agent.id)
      const mine = brands.filter(({ id }) => roles.some(({ brand }) => brand === null || brand === id))
      return { ...agent, role: roles[0]?.role ?? '', brands: mine.map(({ name }) => name) }
    }),
  )
  return { items, next: null, live: '0' }
}

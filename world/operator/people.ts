import type { PeopleApi } from '#people/contract'
import type { AgentSeed, Brand, Operator } from '../content/index.ts'
import { operatorId } from './names.ts'
import { type Step, step } from './step.ts'

/** Holidays come every year; the brand's calendar wants dates. */
const YEARS = [2025, 2026, 2027, 2028, 2029, 2030]

export const brandId = (slug: string): string => operatorId('brand', slug)
export const queueId = (slug: string): string => operatorId('queue', slug)

export const brandSteps = ({ brands }: Operator): Step[] =>
  brands.map((brand) => step('POST /api/v1/brands', { body: { id: brandId(brand.slug), ...brandValues(brand) } }))

type BrandValues = Omit<PeopleApi['POST /api/v1/brands']['body'], 'id'>

const brandValues = (brand: Brand): BrandValues => ({
  slug: brand.slug,
  name: brand.name,
  languages: brand.languages,
  look: brand.look,
  hours: {
    timeZone: brand.zone,
    week: brand.hours.flatMap(({ day, open }) => open.map(([from, to]) => ({ day, from, to }))),
    closedDays: YEARS.flatMap((year) => brand.closedDays.map((day) => `${year}-${day}`)),
  },
  firstHolder: 'bot',
  preChat: [],
  greeting: brand.greeting,
  legal: brand.legal,
})

export const partnerSteps = ({ partners }: Operator): Step[] =>
  partners.map(({ slug, name }) => step('POST /api/v1/partners', { body: { id: operatorId('partner', slug), name } }))

export const teamSteps = ({ teams }: Operator): Step[] =>
  teams.map(({ slug, brand, name }) =>
    step('POST /api/v1/teams', { body: { id: operatorId('team', slug), brand: brandId(brand), name } }),
  )

/** Advisors take their work; nothing is pushed on a newcomer who only looks. */
export const queueSteps = ({ queues }: Operator): Step[] =>
  queues.map(({ slug, brand, name }) =>
    step('POST /api/v1/queues', { body: { id: queueId(slug), brand: brandId(brand), name, push: false } }),
  )

export const agentIdOf = ({ agents }: Operator, slug: string): string =>
  operatorId(
    'agent',
    slug,
    agents.findIndex((agent) => agent.slug === slug),
  )

export const agentSteps = (operator: Operator): Step[] =>
  operator.agents.map((agent) => step('POST /api/v1/agents', { body: agentValues(operator, agent) }))

const agentValues = (operator: Operator, agent: AgentSeed): PeopleApi['POST /api/v1/agents']['body'] => ({
  id: agentIdOf(operator, agent.slug),
  name: `${agent.firstName} ${agent.lastName}`,
  publicName: agent.alias,
  login: agent.mail,
  languages: agent.languages,
  skills: Object.entries(agent.skills).map(([skill, level]) => ({ skill, level })),
  partner: agent.partner === undefined ? null : operatorId('partner', agent.partner),
  teams: [operatorId('team', agent.team)],
  roles: rolesOf(agent),
  active: true,
})

const rolesOf = ({ role, brands }: AgentSeed) =>
  role === 'admin'
    ? [{ role, brand: null, scope: '*' }]
    : brands.map((brand) => ({ role, brand: brandId(brand), scope: '*' }))

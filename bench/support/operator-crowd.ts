// Advisors and customers of an operator, in a process of its own, so that what they cost is not counted as the app's. What `openCrowd` forks.
import { once, setMaxListeners } from 'node:events'
import { openApi } from '../../world/api/client.ts'
import { runningClock } from '../../world/clock.ts'
import { colleagueSlugs } from '../../world/colleagues/manner.ts'
import type { AgentSeed } from '../../world/content/index.ts'
import { liveCustomer } from '../../world/customers/live-customer.ts'
import { scriptFor } from '../../world/customers/script.ts'
import { inParallel } from '../../world/in-parallel.ts'
import { readDemoOperator } from '../../world/operator/demo-operator.ts'
import { fill } from '../../world/operator/fill.ts'
import { agentIdOf, agentSteps } from '../../world/operator/people.ts'
import { randomFrom } from '../../world/random.ts'
import { openWorld, type World } from '../../world/world.ts'
import { type Advisor, sitDown } from './operator-advisor.ts'
import { AT_THE_DOOR, CUSTOMERS_PER_MINUTE, DOOR_MS } from './operator-manner.ts'
import { openTimes, type Times } from './operator-times.ts'
import { openWay } from './operator-way.ts'

export interface CrowdOrder {
  url: string
  key: string
  advisors: number
}

const SEED = 'sizes'
const AT_ONCE = 8

/** The world's colleagues, as often as it takes. */
function staffOf(advisors: number): { seeds: AgentSeed[]; operator: ReturnType<typeof readDemoOperator>['operator'] } {
  const { operator } = readDemoOperator()
  const team = operator.agents.filter(({ slug }) => colleagueSlugs.some((name) => name === slug))
  const seeds = Array.from({ length: advisors }, (_, n) => {
    const seed = team[n % team.length]
    if (seed === undefined) throw new Error('The world has no colleagues.')
    return { ...seed, slug: `${seed.slug}-${n}`, mail: `${n}-${seed.mail}` }
  })
  return { seeds, operator: { ...operator, agents: seeds } }
}

async function hire(world: World, key: string, advisors: number): Promise<Advisor[]> {
  const { seeds, operator } = staffOf(advisors)
  await inParallel(AT_ONCE, agentSteps(operator), async ({ route, input }) => {
    await world.api.call(route, { bearer: key }, input as never)
  })
  return seeds.map((seed) => ({
    seed,
    id: agentIdOf(operator, seed.slug),
    random: randomFrom(`${SEED} advisor ${seed.slug}`),
  }))
}

/** Customers come one after another, as they do to so many advisors; some are at the door when it opens. */
async function letIn(world: World, times: Times, advisors: number): Promise<void> {
  const { clock, signal } = world
  const random = randomFrom(`${SEED} arrivals`)
  const come = (words: string, atOnce?: boolean): void => {
    times.count('customers')
    void liveCustomer(world, scriptFor(world, words, { ...(atOnce && { atOnce }) }))
  }
  const early = async (n: number): Promise<void> => {
    await clock.wait(random.next() * DOOR_MS, signal)
    if (!signal.aborted) come(`early ${n}`, true)
  }
  for (let n = 0; n < advisors * AT_THE_DOOR; n++) void early(n)
  for (let n = 0; !signal.aborted; n++) {
    await clock.wait((-Math.log(1 - random.next()) * 60_000) / (CUSTOMERS_PER_MINUTE * advisors), signal)
    if (!signal.aborted) come(`visit ${n}`)
  }
}

async function be({ url, key, advisors }: CrowdOrder): Promise<void> {
  const ending = new AbortController()
  setMaxListeners(0, ending.signal)
  const times = openTimes()
  const clock = runningClock()
  const api = openApi({ url, send: openWay(times), clock, tries: 2 })
  const world = openWorld({ seed: SEED, api, clock, signal: ending.signal })
  await fill({ api, key: { bearer: key }, demo: readDemoOperator(), say: () => {} })
  const work: (() => Promise<void>)[] = []
  await inParallel(AT_ONCE, await hire(world, key, advisors), async (advisor) => {
    work.push(await sitDown(world, times, advisor))
  })
  process.send?.('here')
  void letIn(world, times, advisors)
  for (const goOn of work) void goOn()
  process.on('message', (wish) => {
    if (wish === 'reset') times.reset()
    if (wish === 'tell')
      process.send?.({ ...times.told(), here: world.figures.here, waiting: world.waiting.list().length })
  })
  await once(process, 'disconnect')
  process.exit()
}

if (import.meta.main) {
  const [order]: CrowdOrder[] = await once(process, 'message')
  if (order !== undefined) await be(order)
}

import { readOperator } from '../content/index.ts'
import { agentIdOf } from '../operator/people.ts'
import { randomFrom } from '../random.ts'
import type { World } from '../world.ts'
import { workAs } from './colleague.ts'
import { colleagueSlugs, type Manner } from './manner.ts'

/** The simulated colleagues of the demo operator come to work, in this manner, until the world ends. */
export async function workTogether(world: World, manner: Manner, isOn: () => boolean): Promise<void> {
  const operator = readOperator()
  const team = operator.agents.filter(({ slug }) => colleagueSlugs.some((name) => name === slug))
  await Promise.all(
    team.map((seed) => {
      const random = randomFrom(`${world.seed} colleague ${seed.slug}`)
      return workAs(world, { id: agentIdOf(operator, seed.slug), seed, manner, random, isOn })
    }),
  )
}

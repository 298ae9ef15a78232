import { type Api, Refused, type Who } from './api/client.ts'
import { runningClock } from './clock.ts'
import { solveNow } from './colleagues/answer.ts'
import { brisk } from './colleagues/manner.ts'
import { workTogether } from './colleagues/team.ts'
import { readOperator } from './content/index.ts'
import { liveCustomer } from './customers/live-customer.ts'
import { scriptFor } from './customers/script.ts'
import { idFrom } from './ids.ts'
import { inParallel } from './in-parallel.ts'
import { agentIdOf } from './operator/people.ts'
import { randomFrom } from './random.ts'
import { openWorld, type World } from './world.ts'

/** Visits played when the demo is new, so that lists, profiles and reports have something to show. */
const VISITS = 60
/** The same past in every world, whatever its seed. */
const SEED = 'before the demo began'
const SPEED = 40
/** Who may answer for every brand. */
const LEAD = 'nadia'
const AT_ONCE = 10
/** So long at most, in real milliseconds: a start is not to be spoilt by its past. */
const WITHIN_MS = 60_000

export interface History {
  api: Api
  key: Who
  say: (words: string) => void
  signal: AbortSignal
}

/** Plays the past through the public API, fast; visits that were played before are left out. */
export async function playHistory({ api, key, say, signal }: History): Promise<void> {
  const missing = await notYetPlayed(api, key)
  if (missing.length === 0) return
  const began = performance.now()
  const over = new AbortController()
  const end = AbortSignal.any([signal, over.signal, AbortSignal.timeout(WITHIN_MS)])
  const world = openWorld({ seed: SEED, api, clock: runningClock(SPEED), signal: end })
  const work = workTogether(world, brisk, () => true)
  await inParallel(AT_ONCE, missing, async (words) => {
    if (!end.aborted) await liveCustomer(world, scriptFor(world, words))
  })
  over.abort()
  await work
  await tidyUp(world, missing)
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  say(
    `  demo: ${missing.length} earlier conversations, ${world.figures.messages} messages of customers, in ${seconds} s`,
  )
}

/** Who waited in the past was answered then: the newcomer's queue begins with people who are there. */
async function tidyUp(world: World, visits: readonly string[]): Promise<void> {
  const operator = readOperator()
  const who = await world.api.signIn(agentIdOf(operator, LEAD))
  const random = randomFrom(`${SEED} tidies up`)
  await inParallel(AT_ONCE, visits, async (words) => {
    const id = conversationId(words)
    if (!(await exists(world.api, who, words))) return
    const { row } = await world.api.call('GET /api/v1/conversations/:id', who, { params: { id } })
    if (row.status !== 'open' || row.holder === 'bot') return
    await solveNow(world, who, { conversation: id, lang: row.lang ?? 'en' }, random)
  })
}

/** One look at the last when all is well. */
async function notYetPlayed(api: Api, key: Who): Promise<string[]> {
  const all = Array.from({ length: VISITS }, (_, n) => `history ${n}`)
  const last = all.at(-1)
  if (last !== undefined && (await exists(api, key, last))) return []
  const played = new Set<string>()
  await inParallel(AT_ONCE, all, async (words) => void ((await exists(api, key, words)) && played.add(words)))
  return all.filter((words) => !played.has(words))
}

const conversationId = (words: string): string => idFrom(`${SEED} conversation ${words}`)

async function exists(api: Api, key: Who, words: string): Promise<boolean> {
  const params = { id: conversationId(words) }
  try {
    await api.call('GET /api/v1/conversations/:id/may', key, { params })
    return true
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return false
    throw error
  }
}

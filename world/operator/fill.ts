import { type Api, Refused, type Who } from '../api/client.ts'
import { inParallel } from '../in-parallel.ts'
import { type DemoOperator, lastMade, type Stage, stagesOf } from './demo-operator.ts'
import type { Step } from './step.ts'

export interface Filling {
  api: Api
  key: Who
  demo: DemoOperator
  say: (words: string) => void
  /** Called once people can sign in and write; the rest follows. */
  ready?: () => void
}

/** Requests under way at once: the app is to stay quick for whoever looks already. */
const AT_ONCE = 6
/** What is there already, changed by somebody since: it is theirs, the demo leaves it alone. */
const theirs = new Set(['id_reused', 'conflict'])

/** Makes the demo operator where there is none yet. Said twice it changes nothing; the second time is one request. Answers whether it made anything. */
export async function fill(filling: Filling): Promise<boolean> {
  const filled = await wasFilled(filling)
  if (filled) filling.ready?.()
  else for (const stage of stagesOf(filling.demo)) await play(filling, stage)
  return !filled
}

async function play(filling: Filling, { what, steps, opens }: Stage): Promise<void> {
  await inParallel(AT_ONCE, steps, (step) => make(filling, step))
  filling.say(`  demo: ${steps.length} ${what}`)
  if (opens) filling.ready?.()
}

async function wasFilled({ api, key, demo }: Filling): Promise<boolean> {
  const { items } = await api.call('GET /api/v1/dispositions', key, {})
  return items.some(({ id }) => id === lastMade(demo))
}

async function make({ api, key }: Filling, { route, input }: Step): Promise<void> {
  try {
    await api.call(route, key, input as never)
  } catch (error) {
    if (!(error instanceof Refused && theirs.has(error.code))) throw error
  }
}

import type { World } from '../world.ts'
import { backAfterHours, COMES_BACK, minutes } from './behaviour.ts'
import { liveCustomer } from './live-customer.ts'
import { returningScript, type Script, scriptFor } from './script.ts'

export const MOST_PER_MINUTE = 60
/** More windows than this at once would be no brand of two, and no machine of a newcomer. */
const MOST_HERE = 300

/** How many new conversations a minute; changed while it runs. */
export interface Pace {
  readonly perMinute: number
  set(perMinute: number): void
  /** Resolves when it is next set. */
  changed(): Promise<void>
}

export function openPace(perMinute = 0): Pace {
  let now = perMinute
  let next = Promise.withResolvers<void>()
  return {
    get perMinute() {
      return now
    },
    set(wanted) {
      now = Math.min(MOST_PER_MINUTE, Math.max(0, Math.round(wanted)))
      next.resolve()
      next = Promise.withResolvers()
    },
    changed: () => next.promise,
  }
}

/** Customers come one after another, at random moments, until the world ends. `run` keeps the visits of two runs apart. */
export async function arrivals(world: World, pace: Pace, run: string): Promise<void> {
  const { signal, figures } = world
  for (let n = 0; !signal.aborted; ) {
    const next = scriptFor(world, `${run} ${n}`)
    const wait = pace.perMinute === 0 ? null : gap(pace.perMinute, next.random.fork('arrival').next())
    const changed = pace.changed().then(() => 'changed' as const)
    if ((await Promise.race([changed, until(world, wait)])) === 'changed' || wait === null) continue
    n++
    if (figures.here < MOST_HERE && !signal.aborted) void liveAndReturn(world, next)
  }
}

/** Milliseconds between two arrivals that know nothing of each other. */
const gap = (perMinute: number, chance: number): number =>
  Math.min(minutes(2), (-Math.log(1 - chance) * 60_000) / perMinute)

function until({ clock, signal }: World, ms: number | null): Promise<unknown> {
  if (ms !== null) return clock.wait(ms, signal)
  return new Promise((done) => signal.addEventListener('abort', done, { once: true }))
}

async function liveAndReturn(world: World, script: Script): Promise<void> {
  const end = await liveCustomer(world, script)
  const back = script.random.fork('comes back')
  if (end === 'cut-off' || end === 'left-address' || !back.chance(COMES_BACK)) return
  await world.clock.wait(minutes(60 * Number(back.weighted(backAfterHours))), world.signal)
  if (!world.signal.aborted) await liveCustomer(world, returningScript(world, script))
}

import type { Send } from './api/client.ts'
import type { WorldClock } from './clock.ts'
import type { Random } from './random.ts'

export const faultNames = ['slow', 'drop-answers', 'repeat', 'shuffle'] as const
export type FaultName = (typeof faultNames)[number]

/** What goes wrong between the world and the app; switched while it runs. */
export interface Faults {
  readonly on: ReadonlySet<FaultName>
  turn(name: FaultName, on: boolean): void
  /** Nothing gets through for so long, and open lines break. */
  offline(ms: number): void
  readonly isOffline: boolean
  /** The way to the app with these faults on it. */
  through(send: Send): Send
}

const SLOW_MS = 500
/** A shuffled request is held back by up to so much, so that later ones overtake it. */
const SHUFFLE_MS = 1_500
/** Share of answers that get lost. */
const DROPPED = 0.3
const isStream = (url: string): boolean => new URL(url).pathname.endsWith('/stream')

export function openFaults(clock: WorldClock, random: Random): Faults {
  const on = new Set<FaultName>()
  let offlineUntil = Number.NEGATIVE_INFINITY
  let cut = new AbortController()
  const isOffline = () => clock.now() < offlineUntil
  const faults: Faults = {
    on,
    get isOffline() {
      return isOffline()
    },
    turn: (name, wanted) => void (wanted ? on.add(name) : on.delete(name)),
    offline(ms) {
      offlineUntil = clock.now() + ms
      cut.abort()
      cut = new AbortController()
    },
    through: (send) => async (url, init) => {
      if (on.has('slow')) await clock.wait(SLOW_MS)
      if (on.has('shuffle')) await clock.wait(random.next() * SHUFFLE_MS)
      if (isOffline()) throw new Error('The line is cut.')
      const signals = [cut.signal, ...(init.signal ? [init.signal] : [])]
      const wired = { ...init, signal: AbortSignal.any(signals) }
      if (isStream(url)) return send(url, wired)
      if (on.has('repeat')) await drain(await send(url, wired))
      const answer = await send(url, wired)
      if (!on.has('drop-answers') || !random.chance(DROPPED)) return answer
      await drain(answer)
      throw new Error('The answer was lost on the way.')
    },
  }
  return faults
}

const drain = async (answer: Response): Promise<void> => void (await answer.arrayBuffer())

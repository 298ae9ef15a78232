import { availableParallelism, loadavg } from 'node:os'

/** `SB_FAULTS=large` makes the runs long. */
export const isLarge = process.env.SB_FAULTS === 'large'
export const roundsOf = (small: number, large = 20): number => (isLarge ? large : small)
/** Long enough for every round of a large run. */
export const timeoutMs = isLarge ? 1_500_000 : 300_000

interface Steady {
  count: number
  everyMs: number
}
interface Pace {
  /** Who chat, each about once a second. */
  chats: number
  /** Somebody comes anew, and somebody fills in a form. */
  newEveryMs: number
  mails: Steady
  deliveries: Steady
  answerEveryMs: number
}

/** Messages a second: about 16 in the short run, 140 at length. */
export const paceOf = (): Pace =>
  isLarge
    ? {
        chats: 110,
        newEveryMs: 400,
        mails: { count: 12, everyMs: 900 },
        deliveries: { count: 16, everyMs: 800 },
        answerEveryMs: 250,
      }
    : {
        chats: 8,
        newEveryMs: 1_000,
        mails: { count: 4, everyMs: 1_500 },
        deliveries: { count: 4, everyMs: 1_500 },
        answerEveryMs: 700,
      }

/** The promise holds on a machine that does nothing else, and the figure is printed; here it is broken at twice that, times what else the machine does. */
export const withinMs = (promisedMs: number): number =>
  2 * promisedMs * Math.max(1, (2 * (loadavg()[0] ?? 0)) / availableParallelism())

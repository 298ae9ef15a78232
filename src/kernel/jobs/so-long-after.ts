import type { Tx } from '#kernel/db'

/** So many milliseconds after it happened, and never longer from now: what was written while a clock stood ahead does not wait until then. */
export const soLongAfter = (tx: Pick<Tx, 'clock'>, happened: Date, ms: number): Date =>
  new Date(Math.min(happened.getTime(), tx.clock.now().getTime()) + ms)

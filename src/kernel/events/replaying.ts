import type { By } from '#kernel/access'
import type { Tx } from '#kernel/db'

/** Whose deed it is when the log is run again into emptied projections. */
export const REPLAY: By = 'replay'

/** In a replay nothing is announced and nothing enqueued: it all happened already. */
export const isReplay = (tx: Pick<Tx, 'by'>): boolean => tx.by === REPLAY

import { loadCursors } from './cursor.ts'
import { releaseLanes, renewLanes, takeLanes } from './lease.ts'
import { saveCursors } from './save.ts'
import type { Worker } from './worker.ts'

/** Keeps this node's lanes, loads those that a replay moved, and takes those that nobody works. */
export async function renew(worker: Worker): Promise<void> {
  const { pool } = worker.app.database
  const kept = await renewLanes(pool, worker.node)
  const taken = await takeLanes(pool, worker.node)
  const moved = kept.filter(({ lane, epoch }) => worker.owned.get(lane)?.epoch !== epoch)
  // Whoever had it meanwhile went on from where we stood.
  await load(worker, [...moved, ...taken])
}

async function load(worker: Worker, leased: readonly { lane: number; epoch: number }[]): Promise<void> {
  if (leased.length === 0) return
  const numbers = leased.map(({ lane }) => lane)
  const cursors = await loadCursors(worker.app.database.pool, worker.handlers, numbers)
  for (const { lane, epoch } of leased) {
    worker.owned.set(lane, { no: lane, epoch, cursors: cursors.get(lane) ?? new Map() })
  }
  worker.mayRetry = true
}

/** Writes the cursors and gives the lanes to whoever comes next. */
export async function leave(worker: Worker): Promise<void> {
  const { pool } = worker.app.database
  await saveCursors(pool, worker.node, worker.owned.values())
  worker.owned.clear()
  await releaseLanes(pool, worker.node)
}

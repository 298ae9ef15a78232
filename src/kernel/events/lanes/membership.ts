import { loadCursors } from './cursor.ts'
import { releaseLanes, renewLanes, takeLanes } from './lease.ts'
import { saveCursors } from './save.ts'
import type { Worker } from './worker.ts'

/** Keeps this node's lanes, and loads those that a replay moved. Not beside a walk: it gives lanes new cursors. */
export async function keep(worker: Worker): Promise<void> {
  const kept = await renewLanes(worker.app.database.pool, worker.node)
  await load(
    worker,
    kept.filter(({ lane, epoch }) => worker.owned.get(lane)?.epoch !== epoch),
  )
}

/** Takes the lanes that nobody works, and goes on where they stood. Also beside a walk: what this node has already, it leaves alone. */
export async function take(worker: Worker): Promise<void> {
  await load(worker, await takeLanes(worker.app.database.pool, worker.node))
}

async function load(worker: Worker, leased: readonly { lane: number; epoch: number }[]): Promise<void> {
  if (leased.length === 0) return
  const numbers = leased.map(({ lane }) => lane)
  const cursors = await loadCursors(worker.app.database.pool, worker.handlers, numbers)
  for (const { lane, epoch } of leased) {
    // What was kept and taken at the same moment is loaded twice, and may have been worked between the two.
    if (worker.owned.get(lane)?.epoch === epoch) continue
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

import type { Worker } from './worker.ts'

interface Behind {
  handler: string
  lane: number
  pos: number
  head: number
}

/**
 * How many places of the log each handler is behind the head, in its slowest lane. This node's lanes are exact; another
 * node's may look up to ten seconds older than they are, for it writes down seldom what it merely passed.
 */
export async function lagOf(worker: Worker): Promise<Map<string, number>> {
  const { rows } = await worker.app.database.pool.query<Behind>(
    'select c.handler, c.lane, c.pos, h.pos as head from kernel.cursor c cross join kernel.log_head h where c.handler = any ($1::text[])',
    [[...worker.handlers.keys()]],
  )
  const lag = new Map([...worker.handlers.keys()].map((name) => [name, 0]))
  for (const { handler, lane, pos, head } of rows) {
    const known = worker.owned.get(lane)?.cursors.get(handler)?.pos ?? pos
    lag.set(handler, Math.max(lag.get(handler) ?? 0, head - known))
  }
  return lag
}

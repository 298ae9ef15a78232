import { setTimeout as pause } from 'node:timers/promises'
import { sql } from '#kernel/db'
import type { App } from '#kernel/registry'

/** The other figures must come also when the database does not answer. */
const PATIENCE_MS = 3_000

/** How long the first reply that was tried and could not leave has waited, by channel: what a mail server that is down looks like from here. */
export function measureWaiting({ metrics, database, clock }: App): void {
  metrics.gauges(
    'replies_waiting_seconds',
    'How long the first reply that could not leave has waited',
    'channel',
    () => {
      const asked = sql<{ channel: string; seconds: number }>`
      select a.channel, extract(epoch from ${clock.now()}::timestamptz - min(o.first_at))::float8 as seconds
      from channels.outbound o join channels.account a on a.id = o.account_id
      where o.state = 'waiting' group by a.channel`.execute(database.db)
      const told = asked.then(
        ({ rows }) => new Map(rows.map(({ channel, seconds }) => [channel, Math.max(0, seconds)])),
        () => new Map<string, number>(),
      )
      return Promise.race([told, pause(PATIENCE_MS, new Map<string, number>(), { ref: false })])
    },
  )
}

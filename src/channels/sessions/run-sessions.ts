import { createHash } from 'node:crypto'
import { setTimeout as after } from 'node:timers/promises'
import { system } from '#kernel/access'
import { type Holding, holdLease } from '#kernel/lease'
import type { App, Lifecycle } from '#kernel/registry'
import type { AccountRow } from '../accounts/account.ts'
import { outsideChannels } from '../adapters.ts'
import { hold } from './hold.ts'

/** A dead node's sessions are another's after this. */
const LEASE = { ttlSeconds: 4 }
const LOOK_EVERY_MS = 2_000

/** Keeps a session open for every account that has one: on one node of the cell, whichever gets the lease. */
export function sessionRunner(app: App): Lifecycle {
  const held = new Map<string, { as: string; holding: Holding }>()
  const stopped = new AbortController()
  let running: Promise<void> = Promise.resolve()
  return {
    start: async () => {
      running = untilStopped(stopped.signal, () => follow(app, held))
    },
    stop: async () => {
      stopped.abort()
      await running
      await Promise.all([...held.values()].map(({ holding }) => holding.stop()))
    },
  }
}

async function untilStopped(signal: AbortSignal, look: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    // The database may be away; the next look finds it again.
    await look().catch(() => undefined)
    await after(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
}

/** Ends what is no longer wanted as it is, and begins what is new. */
async function follow(app: App, held: Map<string, { as: string; holding: Holding }>): Promise<void> {
  const rows = await accountsWithSessions(app)
  const wanted = new Map(rows.map((row) => [row.id, { row, as: versionOf(row) }]))
  for (const [id, { as, holding }] of held) {
    if (wanted.get(id)?.as === as) continue
    held.delete(id)
    await holding.stop()
  }
  for (const [id, { row, as }] of wanted) {
    if (held.has(id)) continue
    const name = `channels.session:${id}`
    const onError = (error: unknown) => app.log.warn('a session could not be held', { account: id, error })
    held.set(id, { as, holding: holdLease(app.database, name, LEASE, (signal) => hold(app, row, signal), onError) })
  }
}

function accountsWithSessions(app: App): Promise<AccountRow[]> {
  const channels = outsideChannels().filter(({ session }) => session !== undefined)
  return app
    .context(system)
    .db.selectFrom('channels.account')
    .selectAll()
    .where('disconnected_at', 'is', null)
    .where(
      'channel',
      'in',
      channels.map(({ channel }) => channel),
    )
    .execute()
}

/** Another one when somebody has saved the account otherwise. */
const versionOf = ({ settings, secrets, allow }: AccountRow): string =>
  createHash('sha256')
    .update(JSON.stringify([settings, secrets, allow]))
    .digest('base64url')

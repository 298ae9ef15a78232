import { setTimeout as after } from 'node:timers/promises'
import { system } from '#kernel/access'
import type { App } from '#kernel/registry'
import { type AccountRow, accountOf, reachOf } from '../accounts/account.ts'
import { adapterOf } from '../adapters.ts'
import { lineOf } from './line-of.ts'

const FIRST_MS = 1_000
const LONGEST_MS = 300_000
/** A session that stood for so long had nothing wrong with it. */
const GOOD_MS = 60_000

/** One session after the other until the signal; after each that broke a longer pause. */
export async function hold(app: App, row: AccountRow, signal: AbortSignal): Promise<void> {
  const ctx = app.context(system)
  const [adapter, account] = [adapterOf(row.channel), accountOf(ctx, row)]
  if (adapter?.session === undefined || adapter.hasSession?.(account) === false) return untilAborted(signal)
  const line = lineOf(ctx, row)
  for (let pauseMs = FIRST_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_MS)) {
    const began = performance.now()
    try {
      await adapter.session(account, line, reachOf(ctx, row, signal))
    } catch (error) {
      if (signal.aborted) return
      app.log.warn('a session broke', { account: row.id, channel: row.channel, error })
      await line.tell({ state: 'down', detail: detailOf(error) }).catch(() => undefined)
    }
    if (performance.now() - began > GOOD_MS) pauseMs = FIRST_MS
    await pause(pauseMs * (0.5 + Math.random() / 2), signal)
  }
}

/** A code, never what the server said. */
const detailOf = (error: unknown): string =>
  error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true
    ? 'session-refused'
    : 'session-broken'

const untilAborted = (signal: AbortSignal): Promise<void> => pause(2_147_483_647, signal)

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await after(ms, undefined, { signal }).catch(() => undefined)
}

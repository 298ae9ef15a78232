import type { Context } from '#kernel/registry'
import { adapterOf } from '../adapters.ts'
import type { Health } from '../port/adapter.ts'
import { type AccountRow, accountOf, reachOf } from './account.ts'
import { tellState } from './tell-state.ts'

const ASK_MS = 10_000

/** Asks every connected account how it is; each alone, so that one that hangs hides nobody else's trouble. */
export async function checkHealth(ctx: Context): Promise<void> {
  const rows = await ctx.db
    .selectFrom('channels.account')
    .selectAll()
    .where('disconnected_at', 'is', null)
    .where('channel', 'not in', ['chat.web', 'form'])
    .execute()
  await Promise.all(rows.map((row) => check(ctx, row)))
}

async function check(ctx: Context, row: AccountRow): Promise<void> {
  const health = await askHealth(ctx, row)
  // Only who has looked after it and saved it says that it may send again.
  if (health?.state === 'ok' && row.state === 'needs-reauth') return
  if (health !== null) await ctx.transaction((tx) => tellState(tx, row, health))
}

/** Null when only the next message can tell. */
async function askHealth(ctx: Context, row: AccountRow): Promise<Health | null> {
  const adapter = adapterOf(row.channel)
  if (adapter === undefined) return { state: 'down', detail: 'unknown-channel' }
  try {
    return await adapter.health(accountOf(ctx, row), reachOf(ctx, row, AbortSignal.timeout(ASK_MS)))
  } catch (error) {
    ctx.log.warn('an account could not be asked how it is', { account: row.id, error })
    return { state: 'down', detail: 'check-failed' }
  }
}

import type { Selectable } from 'kysely'
import type { Db } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { safeFetch } from '#kernel/fetch'
import type { AccountId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { unseal } from '#kernel/seal'
import { adapterOf } from '../adapters.ts'
import { signsAs } from '../domains/signs-as.ts'
import type { Account, ChannelAdapter, Reach } from '../port/adapter.ts'
import type { AccountTable } from '../tables.ts'
import { addressOf } from './address-of.ts'
import { macOf } from './mac.ts'
import { takePlace } from './pace.ts'

export type AccountRow = Selectable<AccountTable>

/** An account of the outside world, with the adapter that speaks for it. */
export interface Connected {
  row: AccountRow
  account: Account
  adapter: ChannelAdapter
}

/** Null for our own windows, and for what does not exist. */
export async function connected(ctx: Context, db: Db, id: AccountId): Promise<Connected | null> {
  const row = await db.selectFrom('channels.account').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : connectedAs(ctx, row)
}

/** The same of a row that is there already. */
export function connectedAs(ctx: Context, row: AccountRow): Connected | null {
  const adapter = adapterOf(row.channel)
  return adapter === undefined ? null : { row, account: accountOf(ctx, row), adapter }
}

export const accountOf = (ctx: Context, row: AccountRow): Account => ({
  id: row.id,
  brand: row.brand_id,
  channel: row.channel,
  name: row.name,
  settings: row.settings,
  secrets: Object.fromEntries(Object.entries(row.secrets).map(([name, sealed]) => [name, opened(ctx, sealed)])),
  mac: (words) => macOf(ctx.config.secrets, row.id, words),
})

function opened(ctx: Context, sealed: string): string {
  const text = unseal(ctx.config.secrets, 'account secrets', sealed)
  if (text !== null) return text
  throw new Problem(
    'unavailable',
    'The secrets of this account were sealed with another SWITCHBOARD_SECRET. Enter them again, or add the old secret to the list.',
  )
}

/** What the adapter may use for this account: hosts its administrator listed, and public ones. */
export const reachOf = (ctx: Context, row: AccountRow, signal: AbortSignal): Reach => ({
  now: () => ctx.clock.now(),
  fetch: (url, options) => safeFetch(url, { ...options, allow: row.allow }),
  log: ctx.log,
  bytesOf: async ({ blob }) => Buffer.concat(await (await ctx.app.blobs.read(blob)).toArray()),
  addressOf: (host, port) => addressOf(row.allow, host, port),
  pace: (key, perMinute) => takePlace(ctx, row.brand_id, key, perMinute),
  signsAs: (domain) => signsAs(ctx, row.brand_id, domain),
  signal,
})

import type { AccountId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { AccountRow } from '../accounts/account.ts'
import { tellState } from '../accounts/tell-state.ts'
import { hashKey } from '../ingest/hash-key.ts'
import { keepDelivery } from '../ingest/keep-delivery.ts'
import type { SessionLine } from '../port/adapter.ts'
import { couldNotFetch, wantedAgain, wasFetched } from './unfetched.ts'

/** What a session may do with this account's rows. */
export const lineOf = (ctx: Context, row: AccountRow): SessionLine => ({
  keep: async (raw) => {
    await keepDelivery(ctx, row.id, hashKey(raw.body), raw)
  },
  known: async (keys) => new Set(await knownKeys(ctx, row.id, keys)),
  cursor: async (place) => {
    const found = await ctx.db
      .selectFrom('channels.mail_cursor')
      .selectAll()
      .where('account_id', '=', row.id)
      .where('mailbox', '=', place)
      .executeTakeFirst()
    return found === undefined ? null : { validity: found.uid_validity, last: found.last_uid, modSeq: found.mod_seq }
  },
  moveTo: async (place, { validity, last, modSeq }) => {
    const set = { uid_validity: validity, last_uid: last, mod_seq: modSeq, at: ctx.clock.now() }
    await ctx.db
      .insertInto('channels.mail_cursor')
      .values({ account_id: row.id, mailbox: place, ...set })
      .onConflict((conflict) => conflict.columns(['account_id', 'mailbox']).doUpdateSet(set))
      .execute()
  },
  couldNot: (place, code) => couldNotFetch(ctx, row.id, place, code),
  could: (place) => wasFetched(ctx, row.id, place),
  again: () => wantedAgain(ctx, row.id),
  tell: (health) => ctx.transaction((tx) => tellState(tx, row, health)),
})

async function knownKeys(ctx: Context, account: AccountId, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return []
  const rows = await ctx.db
    .selectFrom('channels.inbound')
    .select('key')
    .where('account_id', '=', account)
    .where('key', 'in', keys)
    .execute()
  return rows.map(({ key }) => key)
}

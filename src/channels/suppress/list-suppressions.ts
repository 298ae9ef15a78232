import { allow } from '#kernel/access'
import { sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { AccountId } from '#kernel/ids'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { ChannelsApi } from '../contract.ts'

type Answer = ChannelsApi['GET /api/v1/accounts/:id/suppressions']['answer']
const MOST = 1000

/** Addresses of this account's brand and channel to which nothing is sent, the newest first. */
export async function listSuppressions(ctx: Context, id: AccountId): Promise<Answer> {
  const account = await ctx.db.selectFrom('channels.account').selectAll().where('id', '=', id).executeTakeFirst()
  if (account === undefined) throw notFound('account')
  allow(ctx.actor, 'account.manage', { brand: account.brand_id, scopes: [] }, 'account')
  const position = await sql<{ live: string }>`select ${livePos()} as live`.execute(ctx.db)
  const rows = await ctx.db
    .selectFrom('channels.suppression')
    .selectAll()
    .where('brand_id', '=', account.brand_id)
    .where('channel', '=', account.channel)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute()
  const items = rows.map(({ contact_id, handle, code, conversation_id, message_id, at }) => ({
    contact: contact_id,
    address: handle,
    code,
    conversation: conversation_id,
    message: message_id,
    at: at.toISOString(),
  }))
  return { items, next: null, live: position.rows[0]?.live ?? '0' }
}

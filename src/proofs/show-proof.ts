import { conversationFor, type Row } from '#conversations'
import { may } from '#kernel/access'
import type { Db } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { maskHandle } from '#people'
import type { ProofLevel, ProofView } from './contract.ts'
import { present } from './request.ts'
import { minutesOf } from './setting.ts'
import { waysOf, whyNot } from './ways.ts'

/** What was asked last in this conversation and came of it; and what may be asked now. */
export async function showProof(ctx: Context, id: ConversationId): Promise<ProofView> {
  const row = await conversationFor(ctx.actor, id, ctx.db)
  const now = ctx.clock.now()
  const latest = await ctx.db
    .selectFrom('proofs.request')
    .selectAll()
    .where('conversation_id', '=', id)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const ways = await waysOf(ctx.db, ctx.app, { brand: row.brand_id, contact: row.contact_id, before: now })
  return {
    latest: latest === undefined ? null : await present(ctx.db, latest),
    levels: { channel: await mayAsk(ctx, row, 'channel'), code: await mayAsk(ctx, row, 'code') },
    ways: ways.map(({ channel, handle }) => ({ channel, handle: maskHandle(handle) })),
    ...(await minutesOf(ctx.app, row.brand_id)),
  }
}

async function mayAsk(ctx: Context, row: Row, level: ProofLevel): Promise<{ ok: boolean; why?: string }> {
  if (!may(ctx.actor, 'conversation.reply', { brand: row.brand_id, scopes: row.scopes }))
    return { ok: false, why: 'why.not-allowed' }
  const why = await whyNot(ctx.db, ctx.app, row, level, ctx.clock.now())
  return why === null ? { ok: true } : { ok: false, why }
}

/** The level proved in this conversation, by the contact who writes there now, that holds at this moment. Null: none. */
export async function levelHeld(db: Db, row: Row, now: Date): Promise<{ level: ProofLevel; until: Date } | null> {
  const held = await db
    .selectFrom('proofs.request')
    .select(['level', 'until'])
    .where('conversation_id', '=', row.conversation_id)
    .where('contact_id', '=', row.contact_id)
    .where('until', '>', now)
    .orderBy('level', 'desc')
    .limit(1)
    .executeTakeFirst()
  return held?.until ? { level: held.level, until: held.until } : null
}

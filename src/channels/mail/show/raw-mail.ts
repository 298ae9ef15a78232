import { conversationFor } from '#conversations'
import { audit } from '#kernel/access'
import { Problem } from '#kernel/errors'
import type { RequestContext } from '#kernel/http'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { sendBytes } from '../../send-bytes.ts'
import type { MailApi } from '../contract.ts'

type Answer = MailApi['GET /api/v1/conversations/:id/mail/:message/raw']['answer']
const MOST_SHOWN = 200_000

/** A mail as it came, as text: its bytes as they are, what is no UTF-8 as a sign that says so. */
export async function showRaw(ctx: Context, id: ConversationId, message: string): Promise<Answer> {
  const bytes = await rawOf(ctx, id, message, 'mail.show-raw')
  if (bytes === null) return { text: null, bytes: 0, cut: false }
  const shown = bytes.subarray(0, MOST_SHOWN)
  return { text: shown.toString('utf8').replaceAll('\0', '�'), bytes: bytes.length, cut: shown.length < bytes.length }
}

export async function sendRaw(ctx: RequestContext, id: ConversationId, message: string): Promise<undefined> {
  const bytes = await rawOf(ctx, id, message, 'mail.download')
  if (bytes === null) throw new Problem('gone', 'The mail as it came is kept for 30 days. What was read of it stays.')
  return sendBytes(ctx, `${message}.eml`, bytes)
}

/** Null when it is not kept any more. Who looked is written down before they see it. */
async function rawOf(ctx: Context, id: ConversationId, message: string, deed: string): Promise<Buffer | null> {
  const row = await conversationFor(ctx.actor, id, ctx.db, 'mail.raw')
  const kept = await ctx.db
    .selectFrom('channels.mail_part as p')
    .innerJoin('channels.delivery as d', 'd.id', 'p.delivery_id')
    .select('d.body')
    .where('p.conversation_id', '=', id)
    .where('p.message_id', '=', message)
    .executeTakeFirst()
  if (kept === undefined || kept.body.length === 0) return null
  await ctx.transaction((tx) => audit(tx, { deed, subject: id, brand: row.brand_id, data: { message } }))
  return kept.body
}

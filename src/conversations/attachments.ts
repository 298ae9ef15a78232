import { authorOf } from '#kernel/access'
import { blobsOf, sendBlob } from '#kernel/blobs'
import { notFound, Problem } from '#kernel/errors'
import { type RequestContext, readUpload } from '#kernel/http'
import type { Context } from '#kernel/registry'
import type { Attachment, ConversationsApi } from './contract.ts'
import { conversationFor } from './conversation-for.ts'
import { keepAttachment } from './keep-attachment.ts'

export const ATTACHMENT_MAX_BYTES = 20_000_000

type Query = ConversationsApi['POST /api/v1/uploads']['query']

export async function uploadAttachment(ctx: RequestContext, { query }: { query: Query }): Promise<Attachment> {
  return keepAttachment(ctx, { id: query.id, brand: query.brand, ...(await readUpload(ctx.request)) })
}

export async function sendAttachment(ctx: RequestContext, id: string, download = false): Promise<undefined> {
  const file = await openAttachment(ctx, id)
  await sendBlob(ctx.reply, ctx.app.blobs, file, { range: ctx.request.headers.range, download })
  return undefined
}

/** Files are read through the conversation they belong to, or, before that, by whoever uploaded them. */
export async function openAttachment(ctx: Context, id: string) {
  const file = await ctx.db.selectFrom('conversations.attachment').selectAll().where('id', '=', id).executeTakeFirst()
  if (file === undefined) throw notFound('file')
  if (file.conversation_id !== null) await conversationFor(ctx.actor, file.conversation_id, ctx.db).catch(asNoFile)
  else if (file.uploaded_by !== authorOf(ctx.actor)) throw notFound('file')
  if (ctx.actor.kind === 'visitor') await refuseInternal(ctx, file.conversation_id, file.message_id)
  const [use] = await blobsOf(ctx.db, 'attachment', [id])
  if (use === undefined) throw notFound('file')
  return use
}

/** A file that is not theirs says no more than one that is not there. */
function asNoFile(error: unknown): never {
  throw error instanceof Problem && error.code === 'not_found' ? notFound('file') : error
}

async function refuseInternal(ctx: Context, conversation: string | null, message: string | null): Promise<void> {
  if (conversation === null || message === null) return
  const found = await ctx.db
    .selectFrom('conversations.message')
    .select(['visibility', 'delivery', 'deleted_at'])
    .where('conversation_id', '=', conversation)
    .where('id', '=', message)
    .executeTakeFirst()
  if (found === undefined || found.visibility === 'note' || found.delivery === 'withdrawn' || found.deleted_at !== null)
    throw notFound('file')
}

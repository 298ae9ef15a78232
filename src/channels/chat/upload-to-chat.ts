import { keepAttachment } from '#conversations'
import type { Attachment } from '#conversations/contract'
import { type RequestContext, readUpload } from '#kernel/http'
import { visitorOf } from './chat-messages.ts'

/** A visitor's file, kept until the message that carries it. */
export async function uploadToChat(ctx: RequestContext, id: string): Promise<Attachment> {
  const visitor = visitorOf(ctx)
  return keepAttachment(ctx, { id, brand: visitor.brand, ...(await readUpload(ctx.request)) })
}

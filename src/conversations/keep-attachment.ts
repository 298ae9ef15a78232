import type { Readable } from 'node:stream'
import { authorOf } from '#kernel/access'
import { type StoredBlob, useBlob } from '#kernel/blobs'
import { Problem } from '#kernel/errors'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Attachment } from './contract.ts'

interface Incoming {
  /** Made by the client; the same id again with the same bytes answers the same attachment. */
  id: string
  brand: BrandId
  name: string
  type: string
  bytes: Readable
}

/** Keeps an uploaded file until a message of the uploader's takes it; untaken, it is gone after a day. Bytes first, row after. */
export async function keepAttachment(ctx: Context, file: Incoming): Promise<Attachment> {
  const stored = await ctx.app.blobs.put(file.bytes, { brand: file.brand, name: file.name, declared: file.type })
  return keepStored(ctx, { id: file.id, brand: file.brand, stored })
}

/** The same for bytes that are stored already. */
export function keepStored(
  ctx: Context,
  { stored, ...file }: { id: string; brand: BrandId; stored: StoredBlob },
): Promise<Attachment> {
  return ctx.transaction(async (tx) => {
    const added = await tx
      .insertInto('conversations.attachment')
      .values({
        id: file.id,
        brand_id: file.brand,
        uploaded_by: authorOf(ctx.actor),
        blob: stored.key,
        name: stored.name,
        mime: stored.mime,
        bytes: stored.bytes,
        width: stored.width,
        height: stored.height,
        created_at: ctx.clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added === undefined) await refuseOther(ctx, file.id, stored.key)
    await useBlob(tx, {
      key: stored.key,
      brand: file.brand,
      owner: { kind: 'attachment', id: file.id },
      name: stored.name,
    })
    const { name, mime, bytes, width, height } = stored
    return { id: file.id, name, mime, bytes, width, height, href: hrefOf(file.id) }
  })
}

export const hrefOf = (id: string): string => `/api/v1/attachments/${id}`

async function refuseOther(ctx: Context, id: string, blob: string): Promise<void> {
  const found = await ctx.db
    .selectFrom('conversations.attachment')
    .select(['blob', 'uploaded_by'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (found?.blob === blob && found.uploaded_by === authorOf(ctx.actor)) return
  throw new Problem(
    'id_reused',
    'This id already belongs to another file. Upload again with a new id; nothing was kept.',
  )
}

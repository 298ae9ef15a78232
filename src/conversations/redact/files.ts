import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { useBlob as giveBlob, releaseBlobs, type StoredBlob } from '#kernel/blobs'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { BrandId, ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'

interface Box {
  x: number
  y: number
  width: number
  height: number
}
/** A file that goes, or the picture that takes its place. */
export interface FileWork {
  key: string
  fresh: StoredBlob | null
}
export interface Place {
  conversation: ConversationId
  message: MessageId
}
type Asked = { id: string; boxes: readonly Box[] }

/** As many as a picture may have that is taken in at all. */
const MOST_PIXELS = 100_000_000

/** Pictures are painted over before anything changes: what cannot be read as one is refused, and nothing was done. */
export async function blacken(
  ctx: Context,
  conversation: ConversationId,
  message: MessageId,
  files: readonly Asked[],
): Promise<FileWork[]> {
  const work: FileWork[] = []
  for (const { id, boxes } of files) {
    const found = await ctx.db
      .selectFrom('conversations.attachment')
      .select(['blob', 'brand_id', 'name', 'mime'])
      .where('id', '=', id)
      .where('conversation_id', '=', conversation)
      .where('message_id', '=', message)
      .executeTakeFirst()
    if (found === undefined) throw notFound('file')
    if (boxes.length === 0) work.push({ key: found.blob, fresh: null })
    else {
      const painted = await paint(await buffer(await ctx.app.blobs.read(found.blob)), boxes)
      const options = { brand: found.brand_id, name: found.name, declared: found.mime }
      work.push({ key: found.blob, fresh: await ctx.app.blobs.put(Readable.from([painted]), options) })
    }
  }
  return work
}

/** Black where the boxes are, in a new picture of the same kind: nothing that was hidden beside the pixels comes along. */
async function paint(bytes: Buffer, boxes: readonly Box[]): Promise<Buffer> {
  // Loaded with the first picture: few ever need it.
  const { default: sharp } = await import('sharp')
  try {
    const upright = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).rotate().toBuffer({ resolveWithObject: true })
    const { width, height } = upright.info
    const black = boxes.map(({ x, y, ...size }) => {
      const [left, top] = [Math.floor(x * width), Math.floor(y * height)]
      const box = {
        width: Math.min(width - left, Math.ceil(size.width * width)),
        height: Math.min(height - top, Math.ceil(size.height * height)),
      }
      return { input: { create: { ...box, channels: 3 as const, background: '#000' } }, left, top }
    })
    return await sharp(upright.data).composite(black).toBuffer()
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem(
      'unprocessable',
      'A part of this file cannot be painted over. Nothing was taken out; let the whole file go.',
    )
  }
}

/** Everywhere the conversation holds the same file. Answers where that was, and which bytes may go. */
export async function changeFiles(
  tx: Tx,
  brand: BrandId,
  conversations: readonly ConversationId[],
  files: readonly FileWork[],
): Promise<{ gone: string[]; at: Place[] }> {
  const at: Place[] = []
  for (const { key, fresh } of files) {
    const { rows } = await sql<Place & { id: string; name: string }>`
      select id, name, conversation_id as conversation, message_id as message from conversations.attachment
      where conversation_id = any(${[...conversations]}::uuid[]) and blob = ${key}`.execute(tx)
    for (const held of rows) {
      const owner = { kind: 'attachment', id: held.id }
      await releaseBlobs(tx, owner)
      if (fresh === null) await sql`delete from conversations.attachment where id = ${held.id}`.execute(tx)
      else await putInPlace(tx, brand, held, fresh)
      at.push({ conversation: held.conversation, message: held.message })
    }
  }
  return { gone: files.map(({ key }) => key), at }
}

async function putInPlace(
  tx: Tx,
  brand: BrandId,
  held: { id: string; name: string },
  fresh: StoredBlob,
): Promise<void> {
  const owner = { kind: 'attachment', id: held.id }
  await giveBlob(tx, { key: fresh.key, brand, owner, name: held.name })
  await sql`
    update conversations.attachment set blob = ${fresh.key}, mime = ${fresh.mime}, bytes = ${fresh.bytes}, width = ${fresh.width},
      height = ${fresh.height} where id = ${held.id}`.execute(tx)
}

import { blobsOf, contentOf, sendBlob } from '#kernel/blobs'
import { notFound } from '#kernel/errors'
import { type FetchResult, safeFetch } from '#kernel/fetch'
import type { RequestContext } from '#kernel/http'
import { targetOf } from './picture-link.ts'

const MOST_BYTES = 5_000_000
const HEAD_BYTES = 4_100

/** A picture inside a mail: a file of ours, or one that we fetch, so that nobody elsewhere learns who reads it. */
export async function sendPicture(ctx: RequestContext, link: string): Promise<undefined> {
  const target = targetOf(ctx.config, link, ctx.clock.now())
  if (target === null) throw notFound('picture')
  if ('file' in target) return sendOwn(ctx, target.file)
  const fetched = await safeFetch(target.url, {
    timeoutMs: 8_000,
    maxBytes: MOST_BYTES,
    redirects: 3,
    headers: { accept: 'image/png,image/jpeg,image/gif,image/webp' },
  })
  const picture = await pictureIn(fetched)
  if (picture === null) throw notFound('picture')
  await ctx.reply
    .header('content-type', picture.mime)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, max-age=3600')
    .send(picture.bytes)
  return undefined
}

async function sendOwn(ctx: RequestContext, file: string): Promise<undefined> {
  const [use] = await blobsOf(ctx.db, 'attachment', [file])
  if (use === undefined || !use.mime.startsWith('image/')) throw notFound('picture')
  await sendBlob(ctx.reply, ctx.app.blobs, use)
  return undefined
}

/** Only what is a picture by its first bytes; whatever the other side calls it. */
export async function pictureIn(fetched: FetchResult): Promise<{ mime: string; bytes: Buffer } | null> {
  if (!fetched.ok || fetched.status !== 200) return null
  const content = await contentOf(fetched.body.subarray(0, HEAD_BYTES), undefined)
  return content.class === 'image' && content.mime.startsWith('image/')
    ? { mime: content.mime, bytes: fetched.body }
    : null
}

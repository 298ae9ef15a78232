import { contentDisposition } from '#kernel/blobs'
import type { RequestContext } from '#kernel/http'

/** Bytes of the outside as they came: a file to keep, which no browser opens as a page. */
export async function sendBytes(ctx: RequestContext, name: string, bytes: Buffer): Promise<undefined> {
  await ctx.reply
    .header('content-type', 'application/octet-stream')
    .header('content-disposition', contentDisposition('attachment', name))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'no-store')
    .send(bytes)
  return undefined
}

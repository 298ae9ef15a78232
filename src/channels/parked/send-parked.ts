import { audit } from '#kernel/access'
import { contentDisposition } from '#kernel/blobs'
import type { RequestContext } from '#kernel/http'
import { parkedOne } from './find-parked.ts'

/** The bytes as they came; who took them is written down before they leave. */
export async function sendParked(ctx: RequestContext, id: string): Promise<undefined> {
  const { brand } = await parkedOne(ctx, id)
  const { body } = await ctx.db
    .selectFrom('channels.delivery')
    .select('body')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await ctx.transaction((tx) => audit(tx, { deed: 'delivery.download', subject: id, brand, data: {} }))
  await ctx.reply
    .header('content-type', 'application/octet-stream')
    .header('content-disposition', contentDisposition('attachment', `${id}.bin`))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'no-store')
    .send(body)
  return undefined
}

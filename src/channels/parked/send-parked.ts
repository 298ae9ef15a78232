import { audit } from '#kernel/access'
import type { RequestContext } from '#kernel/http'
import { sendBytes } from '../send-bytes.ts'
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
  return sendBytes(ctx, `${id}.bin`, body)
}

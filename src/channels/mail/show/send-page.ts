import { conversationFor } from '#conversations'
import type { RequestContext } from '#kernel/http'
import type { ConversationId } from '#kernel/ids'
import { pageOf, policyOf } from './page.ts'
import { linkTo } from './picture-link.ts'

/** One mail as it was designed, for whoever may read its conversation. A message without a design is an empty page. */
export async function sendPage(
  ctx: RequestContext,
  id: ConversationId,
  message: string,
  withRemote: boolean,
): Promise<undefined> {
  await conversationFor(ctx.actor, id, ctx.db)
  const part = await ctx.db
    .selectFrom('channels.mail_part')
    .select(['html', 'pictures'])
    .where('conversation_id', '=', id)
    .where('message_id', '=', message)
    .executeTakeFirst()
  const now = ctx.clock.now()
  const page = pageOf(part?.html ?? '', {
    own: (contentId) => {
      const file = part?.pictures[contentId]
      return file === undefined ? null : linkTo(ctx.config, { file }, now)
    },
    remote: (url) => (withRemote ? linkTo(ctx.config, { url }, now) : null),
  })
  await ctx.reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', policyOf(originsOf(ctx)))
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .send(page)
  return undefined
}

/** A page in a sandbox has no origin of its own, so ours is named. */
function originsOf({ request, config }: RequestContext): string[] {
  const own = `${request.protocol}://${request.host}`
  const known = config.publicUrl === null ? own : new URL(config.publicUrl).origin
  return [...new Set([own, known])].filter((origin) => /^https?:\/\/[a-z0-9.:[\]-]+$/i.test(origin))
}

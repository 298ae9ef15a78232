import type { Outgoing } from '#conversations'
import type { Context } from '#kernel/registry'
import { contactNames, handleOn } from '#people'
import type { Connected } from '../accounts/account.ts'
import type { Outbound } from '../port/outbound.ts'
import type { Reply } from './deliver-reply.ts'

export async function outboundOf(ctx: Context, at: Connected, reply: Reply, found: Outgoing): Promise<Outbound> {
  const where = { brand: found.brandId, contact: found.contactId, channel: at.row.channel }
  const handle = await handleOn(ctx.db, where)
  const names = await contactNames(ctx.db, [found.contactId])
  return {
    ...reply,
    clientKey: reply.messageId,
    thread: { id: found.threadKey, visibility: found.visibility, subject: found.subject },
    inReplyTo: found.recentRefs,
    to: handle === null ? null : { handle, name: names.get(found.contactId) ?? '' },
    author: { name: found.byName ?? '', bot: found.byKind === 'bot' },
    text: found.text,
    html: found.html,
    lang: found.lang,
    quickReplies: found.quickReplies,
    attachments: found.files,
    quoted:
      found.lastSaid === null
        ? null
        : { by: names.get(found.contactId) ?? '', at: new Date(found.lastSaid.at), text: found.lastSaid.text },
  }
}

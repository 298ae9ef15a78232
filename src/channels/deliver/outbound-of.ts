import { linkToSend } from '#cases'
import type { Outgoing } from '#conversations'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { contactNames, handleOn } from '#people'
import type { Connected } from '../accounts/account.ts'
import { answerAddress } from '../mail/answer-address.ts'
import type { MailHead, Outbound } from '../port/outbound.ts'
import { isSuppressed } from '../suppress/suppress.ts'
import type { Reply } from './deliver-reply.ts'

export async function outboundOf(ctx: Context, at: Connected, reply: Reply, found: Outgoing): Promise<Outbound> {
  const conversation = reply.conversationId
  const where = { brand: found.brandId, contact: found.contactId, channel: at.row.channel, conversation }
  const names = await contactNames(ctx.db, [found.contactId])
  const to =
    found.side === null ? await contactOn(ctx, where, found, names.get(found.contactId) ?? '') : outsider(found.side)
  return {
    ...reply,
    conversationId: found.side?.id ?? reply.conversationId,
    clientKey: reply.messageId,
    thread: { id: found.threadKey, visibility: found.visibility, subject: found.subject },
    inReplyTo: found.recentRefs,
    to,
    author: { name: found.byName ?? '', bot: found.byKind === 'bot' },
    text: found.text,
    html: found.html,
    lang: found.lang,
    quickReplies: found.quickReplies,
    attachments: found.files,
    case: found.side === null && found.priorReplies === 0 ? await linkToSend(ctx, reply.conversationId) : null,
    mail: await withoutGone(ctx, at, found.mail),
    quoted: quotedOf(found, to?.name ?? ''),
  }
}

type To = Outbound['to']
type Where = Parameters<typeof handleOn>[1] & { conversation: ConversationId }

async function contactOn(ctx: Context, where: Where, found: Outgoing, name: string): Promise<To> {
  // A machine's answer goes to who wrote alone: nobody is to have our bot write to others.
  const asked = found.byKind === 'agent' ? await answerAddress(ctx.db, where.conversation) : null
  const handle = asked ?? (await handleOn(ctx.db, where))
  return handle === null ? null : { handle, name }
}

const outsider = ({ address, name }: NonNullable<Outgoing['side']>): To =>
  address === '' ? null : { handle: address, name }

function quotedOf({ lastSaid, mail }: Outgoing, by: string): Outbound['quoted'] {
  if (lastSaid === null || mail?.quote === false) return null
  return { by, at: new Date(lastSaid.at), text: lastSaid.text }
}

/** A copy to an address that came back for good would come back again. */
async function withoutGone(ctx: Context, { row }: Connected, mail: MailHead | null): Promise<MailHead | null> {
  if (mail === null) return null
  const reached = async (addresses: readonly string[]) => {
    const gone = await Promise.all(addresses.map((each) => isSuppressed(ctx.db, row.brand_id, row.channel, each)))
    return addresses.filter((_, n) => gone[n] === false)
  }
  return { ...mail, cc: await reached(mail.cc), bcc: await reached(mail.bcc) }
}

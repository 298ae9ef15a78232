import { conversationFor, openAttachment, presentMessage, receiveMessage } from '#conversations'
import { authorOf } from '#kernel/access'
import { Problem } from '#kernel/errors'
import type { ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import { brandById } from '#people'
import { asContact } from '../as-contact.ts'
import type { ChannelsApi } from '../contract.ts'
import { ownAccount } from '../own-account.ts'
import { cameInWords } from './words.ts'

type Route = ChannelsApi['POST /api/v1/conversations/:id/paper']

/** A letter came by post: its scan is a message of its sender, with the day it came. The same id again changes nothing. */
export async function takeLetter(
  ctx: Context,
  conversation: ConversationId,
  { id, file, from, receivedOn, text }: Route['body'],
): Promise<Route['answer']> {
  const row = await conversationFor(ctx.actor, conversation, ctx.db, 'conversation.reply')
  const mime = await mimeOf(ctx, file)
  if (!mime.startsWith('image/') && mime !== 'application/pdf')
    throw new Problem('unprocessable', 'A scan is a picture or a PDF. Choose such a file; nothing was stored.')
  const zone = (await brandById(ctx.db, row.brand_id))?.hours.timeZone ?? 'UTC'
  const today = ctx.clock.instant().toZonedDateTimeISO(zone).toPlainDate()
  if (Temporal.PlainDate.compare(receivedOn, today) > 0)
    throw new Problem('invalid_input', 'A letter cannot have come on a day that is still to come.')
  const account = await ctx.transaction((tx) => ownAccount(tx, row.brand_id, 'form'))
  await receiveMessage(asContact(ctx, row.contact_id, row.brand_id, conversation), {
    conversationId: conversation,
    messageId: id as MessageId,
    account,
    externalId: null,
    contactId: row.contact_id,
    text: [cameInWords(row.lang ?? 'en', plain(from).trim(), receivedOn), text ?? ''].join('\n\n').trim(),
    lang: row.lang,
    at: ctx.clock.now(),
    attachments: [file],
    filesBy: authorOf(ctx.actor),
    channel: 'letter',
  })
  return (await presentMessage(ctx.db, conversation, id as MessageId)).message
}

/** Whoever may not read a file is told no more than that it is not there. */
async function mimeOf(ctx: Context, file: string): Promise<string> {
  try {
    return (await openAttachment(ctx, file)).mime
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'not_found') throw error
    throw new Problem('unprocessable', 'The scan is not there. Upload it again; nothing was stored.')
  }
}

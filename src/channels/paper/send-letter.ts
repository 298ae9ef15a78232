import { bakeText, conversationFor, sendReply } from '#conversations'
import type { ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import { brandById, languageFor, textIn } from '#people'
import type { ChannelsApi } from '../contract.ts'
import { dayIn, sentInWords } from './words.ts'

type Route = ChannelsApi['POST /api/v1/conversations/:id/letters']

/**
 * A letter goes out on paper: a message of the case that counts as sent today, answered as it is printed. It goes no other way.
 * The same id again is the same letter, to be printed once more.
 */
export async function writeLetter(
  ctx: Context,
  conversation: ConversationId,
  { id, to, text, seenSeq }: Route['body'],
): Promise<Route['answer']> {
  const row = await conversationFor(ctx.actor, conversation, ctx.db, 'conversation.reply')
  const brand = await brandById(ctx.db, row.brand_id)
  const lang = brand === null ? (row.lang ?? 'en') : languageFor(brand, row.lang)
  const zone = brand?.hours.timeZone ?? 'UTC'
  const date = ctx.clock.instant().toZonedDateTimeISO(zone).toPlainDate().toString()
  const lines = plain(to).trim()
  const head = sentInWords(lang, lines.split(/\s*\n\s*/).join(', '), date)
  const sent = { conversationId: conversation, id: id as MessageId, text: `${head}\n\n${text}`, seenSeq, onPaper: true }
  await sendReply(ctx, sent)
  return {
    message: id,
    brand: brand?.name ?? '',
    sender: brand === null ? '' : textIn(brand.legal, brand, lang),
    to: lines,
    reference: row.reference,
    lang,
    date: dayIn(lang, date),
    html: (await bakeText(text)).html,
  }
}

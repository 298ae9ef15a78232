import { createHmac } from 'node:crypto'
import { conversationFor } from '#conversations'
import { adoptVisitorToken, system } from '#kernel/access'
import { originOf } from '#kernel/config'
import type { Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { brandById } from '#people'

/** What opens a conversation's page: made by us, the same however often, and kept as a hash alone. */
export const windowToken = (secrets: readonly string[], id: ConversationId): string =>
  `sbv_${createHmac('sha256', secrets[0] ?? '')
    .update(`answers of ${id}`)
    .digest('base64url')}`

/** The address of the conversation's own page, which from now on opens it. */
export async function windowLink(ctx: Context, tx: Tx, id: ConversationId): Promise<string> {
  const token = windowToken(ctx.config.secrets, id)
  const { brand_id: brand, contact_id: contactId, lang } = await conversationFor(system, id, tx)
  await adoptVisitorToken(tx, { brand, contactId, conversationId: id }, token)
  const slug = (await brandById(tx, brand))?.slug ?? ''
  return `${originOf(ctx.config)}/b/${slug}/contact/answers/${token}${lang === null ? '' : `?lang=${lang}`}`
}

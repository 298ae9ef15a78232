import type { BrandId, ContactId, ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'

/** For what a contact did outside of our windows: it is theirs, though they hold no session with us. */
export const asContact = (ctx: Context, id: ContactId, brand: BrandId, conversationId: ConversationId = ''): Context =>
  ctx.app.context({ kind: 'visitor', realm: 'visitor', id, brand, conversationId, tokenId: '', grants: [] })

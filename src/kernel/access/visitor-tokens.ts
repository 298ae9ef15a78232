import type { Db, Tx } from '#kernel/db'
import { type BrandId, type ContactId, type ConversationId, newId } from '#kernel/ids'
import { hashToken } from './token.ts'

export interface VisitorOf {
  brand: BrandId
  contactId: ContactId
  conversationId: ConversationId
}

/**
 * Lets a visitor back into this one conversation by the token their window made (`sbv_` and ≥ 192 random bits), kept only as a hash.
 * Made by the window, so that repeating the first request opens the same door, and knowing ids opens none. A token in use is refused (false).
 */
export async function adoptVisitorToken(tx: Tx, of: VisitorOf, token: string): Promise<boolean> {
  const now = tx.clock.now()
  const added = await tx
    .insertInto('kernel.visitor_token')
    .values({
      id: newId(),
      token_hash: hashToken(token),
      brand: of.brand,
      contact_id: of.contactId,
      conversation_id: of.conversationId,
      created_at: now,
      last_used_at: now,
      revoked_at: null,
    })
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

/** Is this token, not revoked, the door to that conversation? */
export async function holdsVisitorToken(tx: Tx, conversation: ConversationId, token: string): Promise<boolean> {
  const held = await tx
    .selectFrom('kernel.visitor_token')
    .select('id')
    .where('token_hash', '=', hashToken(token))
    .where('conversation_id', '=', conversation)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return held !== undefined
}

/**
 * When somebody who holds a token of this conversation was last there; a stream that is open counts, a token that was made and not
 * used does not. Null: never, or nobody may any more.
 */
export async function visitorSeenAt(db: Db, conversation: ConversationId): Promise<Date | null> {
  const row = await db
    .selectFrom('kernel.visitor_token')
    .select(({ fn }) => fn.max('last_used_at').as('at'))
    .where('conversation_id', '=', conversation)
    .where('revoked_at', 'is', null)
    .whereRef('last_used_at', '>', 'created_at')
    .executeTakeFirst()
  return row?.at ?? null
}

/** The visitor forgot the conversation, or the contact was erased. Streams end within 5 s. */
export async function revokeVisitorTokens(
  tx: Tx,
  which: { tokenId?: string; contactId?: ContactId; conversationId?: ConversationId },
): Promise<void> {
  const column = which.tokenId ? 'id' : which.contactId ? 'contact_id' : 'conversation_id'
  const value = which.tokenId ?? which.contactId ?? which.conversationId
  if (value === undefined) return
  await tx
    .updateTable('kernel.visitor_token')
    .set({ revoked_at: tx.clock.now() })
    .where(column, '=', value)
    .where('revoked_at', 'is', null)
    .execute()
}

/** At a merge the tokens go with the contact; answers the ids that moved, for un-merge. */
export async function repointVisitorTokens(tx: Tx, from: ContactId, to: ContactId): Promise<string[]> {
  const moved = await tx
    .updateTable('kernel.visitor_token')
    .set({ contact_id: to })
    .where('contact_id', '=', from)
    .returning('id')
    .execute()
  return moved.map(({ id }) => id)
}

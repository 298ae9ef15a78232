import { type FoundThread, findThread, threadOf } from '#conversations'
import { sql } from '#kernel/db'
import type { ContactId, ConversationId } from '#kernel/ids'
import { continuedThread } from '../continue/continued-thread.ts'
import { answerAddress } from '../mail/answer-address.ts'
import type { Mark } from '../mail/tables.ts'
import type { ReceivedMessage, Thread } from '../port/inbound-event.ts'
import type { Source } from './source.ts'

/** Where a message belongs. */
export interface Place {
  found: FoundThread | null
  /** The key under which it begins a conversation when there is none. */
  key: string
  /** It said to belong where it does not, or comes from somebody who is not the customer. */
  mark: Mark | null
  /** The exchange with an outsider it answers. */
  side: string | null
}

type Where = Pick<Source, 'ctx' | 'at'>

/**
 * Our own name for a conversation first, then what is answered or the thread (`near`, as `findBefore` found it). Who may not go on there
 * begins another.
 */
export async function placeOf(
  where: Where,
  { thread, from }: ReceivedMessage,
  contact: ContactId,
  near: FoundThread | null,
): Promise<Place> {
  const named = thread.alias === undefined ? null : await byAlias(where, thread.alias)
  const forged = thread.alias !== undefined && named === null ? ('forged-address' as const) : null
  const answers = thread.answers ?? []
  const found = named ?? near ?? (await continuedThread(where, answers))
  const wrote = { contact, handle: from.handle, signed: named !== null }
  const beside = found === null ? null : await besideTheCustomer(where, found, wrote)
  if (beside !== null) return { found, key: thread.id, ...beside }
  if (found === null || thread.sameContact !== true || (found.contactId === contact && found.side === null))
    return { found, key: thread.id, mark: forged, side: null }
  return begun(where, thread, contact, forged ?? (named === null ? 'other-sender' : 'foreign-address'))
}

async function begun({ ctx, at }: Where, thread: Thread, contact: ContactId, mark: Mark): Promise<Place> {
  const key = `${thread.id} by ${contact}`
  return { found: await findThread(ctx.db, at.row.id, key), key, mark, side: null }
}

/**
 * Who is not the customer and may yet write here: an outsider who was asked, into that exchange alone, and whoever holds its signed
 * address; and somebody an advisor copied in, as themselves.
 */
async function besideTheCustomer(
  { ctx }: Where,
  { conversationId, contactId, side, status }: FoundThread,
  { contact, handle, signed }: { contact: ContactId; handle: string; signed: boolean },
): Promise<Pick<Place, 'mark' | 'side'> | null> {
  if (side !== null) {
    const asked = await ctx.db
      .selectFrom('conversations.side')
      .select('id')
      .where('id', '=', side)
      .where('address', '=', handle)
      .executeTakeFirst()
    if (asked === undefined && !signed) return null
    return { side, mark: asked === undefined ? 'other-sender' : null }
  }
  if (status === 'closed' || contactId === contact) return null
  const { rows } = await sql`
    select from conversations.message
    where conversation_id = ${conversationId} and mail -> 'cc' ? ${handle} and side_id is null
      and delivery is distinct from 'withdrawn' limit 1`.execute(ctx.db)
  const invited = rows.length > 0 || (signed && (await answerAddress(ctx.db, conversationId)) === handle)
  return invited ? { side: null, mark: 'copied-in' } : null
}

async function byAlias({ ctx, at }: Where, alias: string): Promise<FoundThread | null> {
  const row = await ctx.db
    .selectFrom('channels.alias')
    .select(['conversation_id', 'side_id'])
    .where('account_id', '=', at.row.id)
    .where('alias', '=', alias)
    .executeTakeFirst()
  if (row === undefined) return null
  const thread = await threadOf(ctx.db, row.conversation_id as ConversationId)
  return thread && { ...thread, side: row.side_id }
}

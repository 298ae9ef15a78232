import { type FoundThread, findThread, threadOf } from '#conversations'
import type { ContactId, ConversationId } from '#kernel/ids'
import type { Mark } from '../mail/tables.ts'
import type { Thread } from '../port/inbound-event.ts'
import type { Source } from './source.ts'

/** Where a message belongs. */
export interface Place {
  found: FoundThread | null
  /** The key under which it begins a conversation when there is none. */
  key: string
  /** It said to belong where it does not. */
  mark: Mark | null
}

/** Our own name for a conversation first, then what is answered, then the thread. Who may not go on there begins another. */
export async function placeOf({ ctx, at }: Source, thread: Thread, contact: ContactId): Promise<Place> {
  const named = thread.alias === undefined ? null : await byAlias({ ctx, at }, thread.alias)
  const forged = thread.alias !== undefined && named === null ? ('forged-address' as const) : null
  const answers = thread.answers ?? []
  const found = named ?? (await findThread(ctx.db, at.row.id, { id: thread.id, answers }))
  if (found === null || thread.sameContact !== true || found.contactId === contact)
    return { found, key: thread.id, mark: forged }
  const key = `${thread.id} by ${contact}`
  const own = await findThread(ctx.db, at.row.id, { id: key, answers: [] })
  return { found: own, key, mark: forged ?? (named === null ? 'other-sender' : 'foreign-address') }
}

async function byAlias({ ctx, at }: Pick<Source, 'ctx' | 'at'>, alias: string): Promise<FoundThread | null> {
  const row = await ctx.db
    .selectFrom('channels.alias')
    .select('conversation_id')
    .where('account_id', '=', at.row.id)
    .where('alias', '=', alias)
    .executeTakeFirst()
  return row === undefined ? null : threadOf(ctx.db, row.conversation_id as ConversationId)
}

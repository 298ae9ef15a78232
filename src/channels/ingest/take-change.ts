import { bakeText, deleteReceived, editReceived, findReceived } from '#conversations'
import { runAgainAt } from '#kernel/jobs'
import type { DeletedMessage, EditedMessage } from '../port/inbound-event.ts'
import type { Source } from './source.ts'
import type { Taken } from './take-event.ts'

const AGAIN_MS = 30_000
const GIVE_UP_MS = 24 * 3600_000

/** The author changed or took back a message. One that did not arrive yet is waited for, for a day: deliveries overtake each other. */
export async function takeChange(source: Source, event: EditedMessage | DeletedMessage): Promise<Taken> {
  const { ctx, at } = source
  const found = await findReceived(ctx.db, at.row.id, event.ref)
  if (found === null) return later(source)
  const which = { ...found, at: new Date(event.at) }
  if (event.type === 'edit') {
    const baked = await bakeText(event.content.text)
    await ctx.transaction((tx) => editReceived(tx, which, baked))
  } else await ctx.transaction((tx) => deleteReceived(tx, which))
  return { contactId: null, conversationId: found.conversationId }
}

function later({ ctx, receivedAt }: Source): Taken {
  const now = ctx.clock.now().getTime()
  if (now - receivedAt.getTime() > GIVE_UP_MS) return { contactId: null, conversationId: null }
  return runAgainAt(new Date(now + AGAIN_MS))
}

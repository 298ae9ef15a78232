import { system } from '#kernel/access'
import { sql } from '#kernel/db'
import { publish } from '#kernel/events'
import type { ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { LinkedCase } from './case-by-token.ts'
import { caseFor } from './case-for.ts'
import { factOf } from './refresh.ts'

/** The contact asked on their page to be called; the message says when and under which number. Said twice, it is meant once. */
export const noteCallAsked = (
  ctx: Context,
  linked: LinkedCase,
  { conversation, message }: { conversation: ConversationId; message: MessageId },
): Promise<void> =>
  ctx.transaction(async (tx) => {
    const matter = await caseFor(system, linked.id, tx)
    await sql`select from cases.matter where id = ${matter.id} for update`.execute(tx)
    const { rows } = await sql`
      select from kernel.event where subject = ${matter.id} and name = 'case.call-asked' and data ->> 'messageId' = ${message}
      limit 1`.execute(tx)
    if (rows.length > 0) return
    await publish(tx, 'case.call-asked', {
      ...factOf(matter),
      data: { conversationId: conversation, messageId: message },
    })
  })

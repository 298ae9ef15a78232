import type { By } from '#kernel/access'
import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { conversationFor } from '../conversation-for.ts'
import type { LabelsApi } from './contract.ts'
import { presentGiven } from './given.ts'

export async function labelsOfConversation(
  ctx: Context,
  id: ConversationId,
): Promise<LabelsApi['GET /api/v1/conversations/:id/labels']['answer']> {
  await conversationFor(ctx.actor, id, ctx.db)
  const { rows } = await sql<{ label: string; by: By; at: Date }>`
    select label_id as label, by, at from conversations.labelling where conversation_id = ${id} order by at, label_id`.execute(
    ctx.db,
  )
  return presentGiven(ctx.db, rows)
}

import { authorOf } from '#kernel/access'
import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { changeRow, lockRow, type Row } from '../lock-row.ts'
import { refuseForeignLabel } from './known-label.ts'

/** Puts a label of this brand (or of all brands) on; who gave it is kept. */
export const addLabel = (ctx: Context, id: ConversationId, label: string): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    if (row.labels.includes(label)) return row
    await refuseForeignLabel(tx, row.brand_id, label)
    await sql`insert into conversations.labelling (conversation_id, label_id, by, at)
              values (${id}, ${label}, ${authorOf(ctx.actor)}, ${tx.clock.now()}) on conflict do nothing`.execute(tx)
    return changeRow(tx, {
      row,
      set: sql`labels = labels || ${label}::uuid`,
      name: 'label.added',
      data: { labelId: label },
    })
  })

export const removeLabel = (ctx: Context, id: ConversationId, label: string): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    if (!row.labels.includes(label)) return row
    await sql`delete from conversations.labelling where conversation_id = ${id} and label_id = ${label}`.execute(tx)
    return changeRow(tx, {
      row,
      set: sql`labels = array_remove(labels, ${label}::uuid)`,
      name: 'label.removed',
      data: { labelId: label },
    })
  })

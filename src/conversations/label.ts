import { authorOf } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { changeRow, lockRow, type Row } from './lock-row.ts'

/** Puts a label of this brand (or of all brands) on; who gave it is kept. */
export const addLabel = (ctx: Context, id: ConversationId, label: string): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    if (row.labels.includes(label)) return row
    await refuseForeignLabel(tx, row, label)
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

async function refuseForeignLabel(tx: Tx, row: Row, label: string): Promise<void> {
  const found = await tx
    .selectFrom('conversations.label')
    .select('id')
    .where('id', '=', label)
    .where((eb) => eb.or([eb('brand_id', 'is', null), eb('brand_id', '=', row.brand_id)]))
    .executeTakeFirst()
  if (found === undefined) throw notFound('label')
}

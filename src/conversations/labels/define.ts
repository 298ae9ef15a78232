import { visibleIn } from '#kernel/access'
import { json, type RawJson, sql } from '#kernel/db'
import { publish } from '#kernel/events'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import { refuseOther } from '../refuse-other.ts'
import type { LabelsApi } from './contract.ts'

type NewLabel = LabelsApi['POST /api/v1/labels']['body']
type Labels = LabelsApi['GET /api/v1/labels']['answer']

/** All of them at once: an operator has tens, not thousands. */
export async function listLabels(ctx: Context): Promise<RawJson<Labels>> {
  const { rows } = await sql<{ items: string; live: string }>`
    select coalesce(jsonb_agg(jsonb_build_object('id', id, 'brand', brand_id, 'name', name, 'hue', hue, 'rev', rev)
      order by name, id), '[]')::text as items, ${livePos()} as live
    from conversations.label
    where (brand_id is null or ${visibleIn(ctx.actor, 'conversation.read', sql.ref('brand_id'))})`.execute(ctx.db)
  return json<Labels>(`{"items":${rows[0]?.items ?? '[]'},"next":null,"live":${JSON.stringify(rows[0]?.live ?? '0')}}`)
}

/** Said twice with the same id and name, it is meant once. */
export const createLabel = (ctx: Context, label: NewLabel) =>
  ctx.transaction(async (tx) => {
    const added = await tx
      .insertInto('conversations.label')
      .values({ id: label.id, brand_id: label.brand, name: JSON.stringify(label.name) as never, hue: label.hue })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added !== undefined)
      await publish(tx, 'label.defined', { brand: label.brand, subject: label.id, data: { labelId: label.id } })
    else
      refuseOther(
        await tx.selectFrom('conversations.label').select('name').where('id', '=', label.id).executeTakeFirst(),
        label.name,
      )
    return { ...label, rev: 1 }
  })

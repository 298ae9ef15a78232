import { authorOf, type By } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import { type ContactId, newId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { contactFor, tellContact } from '#people'
import type { LabelsApi } from './contract.ts'
import { presentGiven } from './given.ts'
import { refuseForeignLabel } from './known-label.ts'

type Given = LabelsApi['GET /api/v1/contacts/:id/labels']['answer']

export async function labelsOfContact(ctx: Context, id: ContactId): Promise<Given> {
  const contact = await contactFor(ctx.actor, 'contact.read', id, ctx.db)
  return given(ctx.db, contact.id)
}

/** After a merge a label may be there twice, once from each: it is one. */
async function given(db: Db, contact: ContactId): Promise<Given> {
  const { rows } = await sql<{ label: string; by: By; at: Date }>`
    select distinct on (label_id) label_id as label, by, at from conversations.contact_label
    where contact_id = ${contact} order by label_id, at`.execute(db)
  return presentGiven(db, rows)
}

/** On, or off; what is so already changes nothing. */
export const labelContact = (
  ctx: Context,
  { id, label }: { id: ContactId; label: string },
  on: boolean,
): Promise<Given> =>
  ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'contact.edit', id, tx)
    await refuseForeignLabel(tx, contact.brand, label)
    const { rows } = on
      ? await sql`
          insert into conversations.contact_label (id, contact_id, label_id, by, at)
          select ${newId()}::uuid, ${contact.id}::uuid, ${label}::uuid, ${authorOf(ctx.actor)}, ${tx.clock.now()}::timestamptz
          where not exists (select from conversations.contact_label where contact_id = ${contact.id} and label_id = ${label})
          returning 1`.execute(tx)
      : await sql`
          delete from conversations.contact_label where contact_id = ${contact.id} and label_id = ${label} returning 1`.execute(
          tx,
        )
    if (rows.length > 0)
      await tellContact(tx, contact, 'contact.labelled', { contactId: contact.id, labelId: label, on })
    return given(tx, contact.id)
  })

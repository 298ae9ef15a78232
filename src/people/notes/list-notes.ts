import { type Db, sql } from '#kernel/db'
import type { ContactId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { contactFor } from '../contacts/contact-for.ts'
import type { Notes } from './contract.ts'

/** More than anybody reads. */
const SHOWN = 200

interface Row {
  id: string
  text: string
  by: string
  at: Date
  pinned: boolean
  before: { text: string; by: string; at: string }[]
}

/** What is pinned first, then the newest. */
export async function listNotes(ctx: Context, id: ContactId): Promise<Notes> {
  return notesNow(ctx.db, (await contactFor(ctx.actor, 'contact.read', id, ctx.db)).id)
}

export async function notesNow(db: Db, contact: ContactId): Promise<Notes> {
  const { rows } = await sql<Row>`
    select n.id, n.text, coalesce(a.name, n.by) as by, n.at, n.pinned_at is not null as pinned,
      coalesce((select jsonb_agg(jsonb_build_object('text', b.text, 'by', coalesce(w.name, b.by), 'at', b.at) order by b.at desc, b.id desc)
                from people.note_before b left join people.agent w on 'agent:' || w.id = b.by where b.note_id = n.id), '[]') as before
    from people.note n left join people.agent a on 'agent:' || a.id = n.by
    where n.contact_id = ${contact} and n.removed_at is null
    order by n.pinned_at desc nulls last, n.at desc, n.id desc limit ${SHOWN}`.execute(db)
  return {
    items: rows.map((row) => ({
      ...row,
      at: row.at.toISOString(),
      before: row.before.map((said) => ({ ...said, at: new Date(said.at).toISOString() })),
    })),
  }
}

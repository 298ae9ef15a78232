import { authorOf } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import { type ContactId, newId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { contactFor, type HeldContact } from '../contacts/contact-for.ts'
import { tell, touch } from '../contacts/tell.ts'
import { sameOrRefused } from '../id-reused.ts'
import type { Notes } from './contract.ts'
import { notesNow } from './list-notes.ts'

/** As long as somebody may see the next day what they removed by mistake. */
const BACK_HOURS = 24

interface OfNote {
  id: ContactId
  note: string
}
interface Held {
  text: string
  by: string
  at: Date
  pinned_at: Date | null
  removed_at: Date | null
}

export async function writeNote(ctx: Context, input: { contact: ContactId; id: string; text: string }): Promise<Notes> {
  return ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'contact.edit', input.contact, tx)
    await touch(tx, contact.id)
    const text = input.text.trim()
    const by = authorOf(ctx.actor)
    const { rows } = await sql`
      insert into people.note (id, contact_id, brand_id, text, by, at)
      values (${input.id}, ${contact.id}, ${contact.brand}, ${text}, ${by}, ${tx.clock.now()})
      on conflict (id) do nothing returning id`.execute(tx)
    if (rows.length > 0) await tell(tx, contact, 'contact.note-written', { contactId: contact.id, noteId: input.id })
    else await refuseOther(tx, input.id, contact.id)
    return notesNow(tx, contact.id)
  })
}

async function refuseOther(tx: Tx, id: string, contact: ContactId): Promise<void> {
  const before = await tx.selectFrom('people.note').select('contact_id').where('id', '=', id).executeTakeFirst()
  sameOrRefused(before, { contact_id: contact }, 'note')
}

/** What it said before stays beside it, with who had written it so. */
export const changeNote = (ctx: Context, { text, ...of }: OfNote & { text: string }): Promise<Notes> =>
  onNote(ctx, of, async (tx, contact, held) => {
    const words = text.trim()
    if (held.removed_at !== null) throw notFound('note')
    if (held.text === words) return
    await sql`
      insert into people.note_before (id, note_id, contact_id, text, by, at)
      values (${newId()}, ${of.note}, ${contact.id}, ${held.text}, ${held.by}, ${held.at})`.execute(tx)
    await sql`
      update people.note set text = ${words}, by = ${authorOf(ctx.actor)}, at = ${tx.clock.now()}
      where id = ${of.note}`.execute(tx)
    await tell(tx, contact, 'contact.note-changed', { contactId: contact.id, noteId: of.note })
  })

export const pinNote = (ctx: Context, of: OfNote, pinned: boolean): Promise<Notes> =>
  onNote(ctx, of, async (tx, contact, held) => {
    if (held.removed_at !== null) throw notFound('note')
    if ((held.pinned_at !== null) === pinned) return
    await sql`
      update people.note set pinned_at = ${pinned ? tx.clock.now() : null} where id = ${of.note}`.execute(tx)
    await tell(tx, contact, 'contact.note-pinned', { contactId: contact.id, noteId: of.note, pinned })
  })

export const removeNote = (ctx: Context, of: OfNote): Promise<Notes> =>
  onNote(ctx, of, async (tx, contact, held) => {
    if (held.removed_at !== null) return
    const now = tx.clock.now()
    await sql`
      update people.note set removed_at = ${now}, removed_by = ${authorOf(ctx.actor)} where id = ${of.note}`.execute(tx)
    const at = new Date(now.getTime() + BACK_HOURS * 3_600_000)
    await enqueue(tx, 'people.drop-note', { note: of.note }, { key: of.note, at })
    await tell(tx, contact, 'contact.note-removed', { contactId: contact.id, noteId: of.note })
  })

export const restoreNote = (ctx: Context, of: OfNote): Promise<Notes> =>
  onNote(ctx, of, async (tx, contact, held) => {
    if (held.removed_at === null) return
    await sql`update people.note set removed_at = null, removed_by = null where id = ${of.note}`.execute(tx)
    await tell(tx, contact, 'contact.note-restored', { contactId: contact.id, noteId: of.note })
  })

async function onNote(
  ctx: Context,
  of: OfNote,
  change: (tx: Tx, contact: HeldContact, held: Held) => Promise<void>,
): Promise<Notes> {
  return ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'contact.edit', of.id, tx)
    await touch(tx, contact.id)
    const { rows } = await sql<Held>`
      select text, by, at, pinned_at, removed_at from people.note
      where id = ${of.note} and contact_id = ${contact.id} for update`.execute(tx)
    if (rows[0] === undefined) throw notFound('note')
    await change(tx, contact, rows[0])
    return notesNow(tx, contact.id)
  })
}

/** Nobody brought it back: its words go. */
export async function dropNote(ctx: Context, { note }: { note: string }): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - BACK_HOURS * 3_600_000)
  await ctx.transaction((tx) => sql`delete from people.note where id = ${note} and removed_at <= ${before}`.execute(tx))
}

import { audit } from '#kernel/access'
import type { ContactId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { contactFor } from './contact-for.ts'
import { everyoneIn } from './everyone-in.ts'
import { tell } from './tell.ts'

export interface ContactExport {
  contact: ContactId
  at: string
  /** What each table holds, by `schema.table`; tables that hold nothing are left out. */
  tables: Record<string, unknown[]>
}

/** Everything held about a contact and those merged into it, by table, as of one moment. That it was asked for is in the log. */
export async function exportContact(ctx: Context, input: { id: ContactId }): Promise<ContactExport> {
  return ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'contact.export', input.id, tx)
    const tables: Record<string, unknown[]> = {}
    const everyone = await everyoneIn(tx, contact.id)
    for (const personal of ctx.app.registered.personals.values()) {
      const rows = (await Promise.all(everyone.map((id) => personal.export(tx, id)))).flat()
      if (rows.length > 0) tables[personal.table] = rows
    }
    await tell(tx, contact, 'contact.exported', { contactId: contact.id })
    await audit(tx, { deed: 'contact.export', brand: contact.brand, subject: contact.id })
    return { contact: contact.id, at: ctx.clock.now().toISOString(), tables }
  })
}

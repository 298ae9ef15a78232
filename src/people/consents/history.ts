import { sql } from '#kernel/db'
import type { ContactId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { contactFor } from '../contacts/contact-for.ts'
import type { ConsentRecord } from './contract.ts'

const SHOWN = 500

export async function consentHistory(ctx: Context, id: ContactId): Promise<{ items: ConsentRecord[] }> {
  const contact = await contactFor(ctx.actor, 'contact.read', id, ctx.db)
  const { rows } = await sql<Omit<ConsentRecord, 'at'> & { at: Date }>`
    select c.purpose, c.channel, c.given, c.at, c.how, coalesce(a.name, c.by) as by
    from people.consent c left join people.agent a on 'agent:' || a.id = c.by
    where c.contact_id = ${contact.id} order by c.at desc, c.id desc limit ${SHOWN}`.execute(ctx.db)
  return { items: rows.map((row) => ({ ...row, at: row.at.toISOString() })) }
}

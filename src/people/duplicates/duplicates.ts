import { authorOf, visible } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { type ContactId, newId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { contactFor, type HeldContact } from '../contacts/contact-for.ts'
import { tell, touch } from '../contacts/tell.ts'
import type { Duplicate } from './contract.ts'

/** More than these nobody compares. */
const SHOWN = 10

/** Channels whose handle is a number or an address: the same one on two of them is the same person's, or was. */
const alike = (channel: string) => sql`
  case when ${sql.ref(channel)} in ('sms', 'whatsapp', 'voice', 'callback', 'phone') then 'number'
       when ${sql.ref(channel)} in ('email', 'form') then 'address' end`

export async function listDuplicates(ctx: Context, id: ContactId): Promise<{ items: Duplicate[] }> {
  return duplicatesOf(ctx, ctx.db, await contactFor(ctx.actor, 'contact.read', id, ctx.db))
}

async function duplicatesOf(ctx: Context, db: Db, { id, brand }: HeldContact): Promise<{ items: Duplicate[] }> {
  const { rows } = await sql<Duplicate>`
    with found as (
      select theirs.contact_id as id,
        case when least(mine.level, theirs.level) >= 'channel' then 'verified-handle' else 'handle' end as why
      from people.identity mine
      join people.identity theirs on theirs.handle_key = mine.handle_key and theirs.brand_id = mine.brand_id
        and theirs.contact_id <> mine.contact_id and ${alike('theirs.channel')} = ${alike('mine.channel')}
      where mine.contact_id = ${id}
      union
      select o.id, 'name-organisation' from people.contact m
      join people.contact o on o.organisation_id = m.organisation_id and o.id <> m.id and lower(o.name) = lower(m.name)
      where m.id = ${id} and m.name <> ''
    )
    select c.id, c.name, array_agg(distinct f.why order by f.why desc) as why,
      (${isVerified(sql`${id}`)} and ${isVerified(sql`c.id`)}) as "bothVerified"
    from found f join people.contact c on c.id = f.id
    where c.brand_id = ${brand} and c.merged_into is null and c.erased_at is null
      and ${visible(ctx.actor, 'contact.read', sql.ref('c.brand_id'), sql.ref('c.scopes'))}
      and not exists (select from people.not_same n
        where (n.contact_id = ${id} and n.other_id = c.id) or (n.contact_id = c.id and n.other_id = ${id}))
    group by c.id, c.name order by max(f.why) desc, c.id limit ${SHOWN}`.execute(db)
  return { items: rows }
}

const isVerified = (contact: ReturnType<typeof sql>) =>
  sql`exists (select from people.identity v where v.contact_id = ${contact} and greatest(v.level, v.proven) >= 'code')`

/** Kept, and never suggested again; taken back, they may be. */
export async function keepApart(
  ctx: Context,
  { id, other }: { id: ContactId; other: ContactId },
  apart: boolean,
): Promise<{ items: Duplicate[] }> {
  return ctx.transaction(async (tx) => {
    const contact = await contactFor(ctx.actor, 'contact.merge', id, tx)
    const second = await contactFor(ctx.actor, 'contact.merge', other, tx)
    if (contact.id === second.id || contact.brand !== second.brand)
      throw new Problem('unprocessable', 'Only two contacts of one brand can be told apart. Nothing was changed.')
    await touch(tx, contact.id)
    const changed = apart
      ? await sql`
          insert into people.not_same (id, contact_id, other_id, by, at)
          select ${newId()}, ${contact.id}, ${second.id}, ${authorOf(ctx.actor)}, ${tx.clock.now()}
          where not exists (select from people.not_same where contact_id = ${contact.id} and other_id = ${second.id})`.execute(
          tx,
        )
      : await sql`
          delete from people.not_same where (contact_id = ${contact.id} and other_id = ${second.id})
            or (contact_id = ${second.id} and other_id = ${contact.id})`.execute(tx)
    if ((changed.numAffectedRows ?? 0n) > 0n)
      await tell(tx, contact, 'contact.told-apart', { contactId: contact.id, other: second.id, apart })
    return duplicatesOf(ctx, tx, contact)
  })
}

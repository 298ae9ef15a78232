import type { Scope } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { BrandId, ContactId } from '#kernel/ids'
import { tell } from './tell.ts'

/**
 * The owner of scopes says in which of them this contact is met now: all of them, each time, for what it leaves out is
 * taken away. `owner` is the module's name. Lock the contact with `holdContact` before reading what they follow from.
 */
export async function stampScopes(tx: Tx, id: ContactId, owner: string, scopes: readonly Scope[]): Promise<void> {
  const mine = [...new Set(scopes)].sort()
  const { rowCount } = await stamped(tx, id, owner, JSON.stringify(mine))
  if (rowCount === 0) return
  for (const one of await sumScopes(tx, await withWhom(tx, id)))
    await tell(tx, one, 'contact.changed', { contactId: one.id })
}

async function stamped(tx: Tx, id: ContactId, owner: string, mine: string): Promise<{ rowCount: number }> {
  const { numAffectedRows } = await sql`
    update people.contact set stamps = stamps || jsonb_build_object(${owner}::text, ${mine}::jsonb)
    where id = ${id} and erased_at is null and coalesce(stamps -> ${owner}::text, '[]') <> ${mine}::jsonb`.execute(tx)
  return { rowCount: Number(numAffectedRows ?? 0) }
}

/** The contact, and whom it means now when it was merged away. */
async function withWhom(tx: Tx, id: ContactId): Promise<ContactId[]> {
  const { rows } = await sql<{
    id: ContactId
  }>`select contact_id as id from people.contact_alias where id = ${id}`.execute(tx)
  return [id, ...rows.map((row) => row.id)]
}

/** Makes the scopes of these contacts the sum of their own stamps and of those merged into them; answers whose changed. */
export async function sumScopes(
  tx: Tx,
  ids: readonly ContactId[],
): Promise<{ id: ContactId; brand: BrandId; scopes: Scope[] }[]> {
  const { rows } = await sql<{ id: ContactId; brand: BrandId; scopes: Scope[] }>`
    with summed as (
      select c.id, array(
        select distinct s.scope from people.contact m, jsonb_each(m.stamps) o, jsonb_array_elements_text(o.value) as s(scope)
        where m.id = c.id or m.id in (select a.id from people.contact_alias a where a.contact_id = c.id) order by s.scope) as scopes
      from people.contact c where c.id = any(${[...ids]}::uuid[]) and c.erased_at is null)
    update people.contact c set scopes = n.scopes from summed n
    where c.id = n.id and c.scopes <> n.scopes returning c.id, c.brand_id as brand, c.scopes`.execute(tx)
  return rows
}

/** Until this transaction ends nobody else stamps the contact: what is read after this is not older than what others stamped. */
export async function holdContact(tx: Tx, id: ContactId): Promise<void> {
  await sql`select from people.contact where id = ${id} for no key update`.execute(tx)
}

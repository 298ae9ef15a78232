import { type Actor, type Permission, type Scope, visible } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { BrandId, ContactId } from '#kernel/ids'

/** A contact as verbs hold it: of the actor's, alive, never merged away. */
export interface HeldContact {
  id: ContactId
  brand: BrandId
  scopes: readonly Scope[]
  rev: number
}

/**
 * The only way to a contact by its id: the id of a merged contact leads to whom it means now.
 * Unknown, erased and forbidden look the same.
 */
export async function contactFor(actor: Actor, permission: Permission, id: ContactId, db: Db): Promise<HeldContact> {
  const { rows } = await sql<HeldContact>`
    select c.id, c.brand_id as brand, c.scopes, c.rev
    from people.contact c
    where c.id = coalesce((select a.contact_id from people.contact_alias a where a.id = ${id}), ${id})
      and c.erased_at is null
      and ${visible(actor, permission, sql.ref('c.brand_id'), sql.ref('c.scopes'))}`.execute(db)
  if (!rows[0]) throw notFound('contact')
  return rows[0]
}

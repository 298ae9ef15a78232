import type { Tx } from '#kernel/db'
import type { ContactId } from '#kernel/ids'

/** Locks the rows in the order of their ids, so that two who want the same pair never wait for each other in a ring. */
export const lockContacts = (tx: Tx, ids: readonly ContactId[]) =>
  tx
    .selectFrom('people.contact')
    .select(['id', 'brand_id', 'scopes', 'merged_into', 'created_at', 'erased_at'])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()

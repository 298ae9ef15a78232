import type { Scope } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { ContactId } from '#kernel/ids'

/** The owner of a scope says that who works in it meets this contact. Scopes are added; said twice is said once. */
export async function stampScopes(tx: Tx, id: ContactId, scopes: readonly Scope[]): Promise<void> {
  await sql`
    update people.contact set scopes = scopes || array(select unnest(${[...scopes]}::text[]) except select unnest(scopes)), rev = rev + 1
    where id = ${id} and not scopes @> ${[...scopes]}::text[]`.execute(tx)
}

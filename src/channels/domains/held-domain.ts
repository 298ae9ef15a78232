import { allow } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound } from '#kernel/errors'
import type { Context } from '#kernel/registry'
import type { SendingDomain } from './domain.ts'
import { loadDomains } from './load-domains.ts'

/** The domain, with nobody else changing it until this transaction ends. */
export async function heldDomain(ctx: Context, tx: Tx, id: string): Promise<SendingDomain> {
  await sql`select from channels.sending_domain where id = ${id} for update`.execute(tx)
  const [found] = await loadDomains(tx, sql<boolean>`d.id = ${id}`)
  if (found === undefined) throw notFound('sending domain')
  allow(ctx.actor, 'account.manage', { brand: found.brand, scopes: [] }, 'sending domain')
  return found
}

import { sql } from '#kernel/db'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { unseal } from '#kernel/seal'
import type { SignsAs } from '../port/adapter.ts'

interface Row {
  selector: string | null
  private_key: string | null
  return_host: string | null
}

/**
 * The newest key whose record was seen at least once, and the return host under the same rule: before, receivers would take our
 * signature for a broken one, and what comes back would be lost. A record that goes away later changes nothing: an unknown key counts
 * as no signature.
 */
export async function signsAs(ctx: Context, brand: BrandId, domain: string): Promise<SignsAs | null> {
  const { rows } = await sql<Row>`
    select k.selector, k.private_key, case when d.return_seen_at is not null then d.return_host end as return_host
    from channels.sending_domain d left join lateral (
      select selector, private_key from channels.dkim_key
      where domain_id = d.id and seen_at is not null and retired_at is null order by made_at desc limit 1
    ) k on true
    where d.brand_id = ${brand} and d.domain = ${domain}`.execute(ctx.db)
  const [row] = rows
  if (row === undefined) return null
  const { selector, private_key, return_host: returnHost } = row
  if (selector === null || private_key === null) return { key: null, returnHost }
  const privateKey = unseal(ctx.config.secrets, 'dkim keys', private_key)
  return { key: privateKey === null ? 'locked' : { domain, selector, privateKey }, returnHost }
}

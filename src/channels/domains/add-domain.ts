import { allow, audit } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { brandById } from '#people'
import { type DomainValues, valuesOf } from './check-values.ts'
import { cleanHost } from './domain.ts'
import { loadDomains } from './load-domains.ts'
import { makeKey } from './make-key.ts'

type Input = DomainValues & { id: string; brand: BrandId; domain: string }

/** A domain that the brand's mail is sent from, with its first key. The same id again changes nothing. */
export const addDomain = (ctx: Context, input: Input): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { id, brand } = input
    allow(ctx.actor, 'account.manage', { brand, scopes: [] }, 'brand')
    if ((await brandById(tx, brand)) === null) throw notFound('brand')
    const domain = cleanHost(input.domain)
    if (domain === null) throw noName()
    const added = await tx
      .insertInto('channels.sending_domain')
      .values({ id, brand_id: brand, domain, ...valuesOf(input, domain), created_at: tx.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added === undefined) return refuseOther(tx, { id, brand, domain })
    await makeKey(ctx, tx, input)
    await publish(tx, 'sending-domain.added', { brand, subject: id, data: { domainId: id } })
    await audit(tx, { deed: 'sending-domain.add', subject: id, brand })
  })

async function refuseOther(tx: Tx, { id, brand, domain }: Pick<Input, 'id' | 'brand' | 'domain'>): Promise<void> {
  const [other] = await loadDomains(tx, sql<boolean>`d.id = ${id} or (d.brand_id = ${brand} and d.domain = ${domain})`)
  if (other?.id === id && other.brand === brand && other.domain === domain) return
  if (other?.id === id)
    throw new Problem('id_reused', 'This id already belongs to another sending domain. Add it with a new id.')
  throw new Problem('conflict', 'The brand already sends from this domain. Nothing was changed.')
}

function noName(): Problem {
  const detail = 'is no domain: it must be a name such as lumo.example'
  return new Problem('invalid_input', `/body/domain ${detail}.`, { faults: [{ pointer: '/body/domain', detail }] })
}

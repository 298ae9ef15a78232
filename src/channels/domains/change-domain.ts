import { audit } from '#kernel/access'
import { publish } from '#kernel/events'
import type { Context } from '#kernel/registry'
import { type DomainValues, valuesOf } from './check-values.ts'
import { heldDomain } from './held-domain.ts'

/** Another return host, other servers. A new return host is used once its record was seen. */
export const changeDomain = (ctx: Context, id: string, input: DomainValues): Promise<void> =>
  ctx.transaction(async (tx) => {
    const before = await heldDomain(ctx, tx, id)
    const values = valuesOf(input, before.domain)
    if (values.return_host === before.returnHost && values.sent_by === before.sentBy) return
    await tx
      .updateTable('channels.sending_domain')
      .set((eb) => ({
        ...values,
        ...(values.return_host !== before.returnHost && { return_seen_at: null }),
        rev: eb('rev', '+', 1),
      }))
      .where('id', '=', id)
      .execute()
    await publish(tx, 'sending-domain.changed', { brand: before.brand, subject: id, data: { domainId: id } })
    await audit(tx, { deed: 'sending-domain.change', subject: id, brand: before.brand })
  })

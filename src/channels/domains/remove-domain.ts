import { audit } from '#kernel/access'
import { publish } from '#kernel/events'
import type { Context } from '#kernel/registry'
import { heldDomain } from './held-domain.ts'

/** Its keys are gone: mails of this domain leave unsigned from now on, and come back to their mailbox. */
export const removeDomain = (ctx: Context, id: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { brand } = await heldDomain(ctx, tx, id)
    await tx.deleteFrom('channels.sending_domain').where('id', '=', id).execute()
    await publish(tx, 'sending-domain.removed', { brand, subject: id, data: { domainId: id } })
    await audit(tx, { deed: 'sending-domain.remove', subject: id, brand })
  })

import { audit } from '#kernel/access'
import type { Context } from '#kernel/registry'
import { heldDomain } from './held-domain.ts'
import { makeKey } from './make-key.ts'

/** A new key beside the one that signs, which goes on signing until the new one's record was seen. One that waits already is it. */
export const nextKey = (ctx: Context, id: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const domain = await heldDomain(ctx, tx, id)
    if (domain.keys.some((key) => key.seenAt === null)) return
    await makeKey(ctx, tx, domain)
    await audit(tx, { deed: 'sending-domain.next-key', subject: id, brand: domain.brand })
  })

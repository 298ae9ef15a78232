import type { Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'
import { makeDkimKey } from '#kernel/mail'
import type { Context } from '#kernel/registry'
import { seal } from '#kernel/seal'
import { newSelector } from './domain.ts'

/** A key of its own for a domain; it signs nothing before its record was seen. */
export async function makeKey(ctx: Context, tx: Tx, { id, brand }: { id: string; brand: BrandId }): Promise<void> {
  const { publicKey, privateKey } = await makeDkimKey()
  const [secret = ''] = ctx.config.secrets
  await tx
    .insertInto('channels.dkim_key')
    .values({
      domain_id: id,
      selector: newSelector(tx.clock.now()),
      public_key: publicKey,
      private_key: seal(secret, 'dkim keys', privateKey),
      made_at: tx.clock.now(),
    })
    .execute()
  await publish(tx, 'sending-domain.key-made', { brand, subject: id, data: { domainId: id } })
}

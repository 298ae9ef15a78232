import type { AccountId } from '#kernel/ids'
import { newId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import type { RawDelivery } from '../port/adapter.ts'

/** Puts a delivery on disk with the work it needs, before anybody reads it. Whatever came with this key before is not kept again. */
export const keepDelivery = (
  ctx: Context,
  account: AccountId,
  key: string,
  raw: Omit<RawDelivery, 'receivedAt'>,
): Promise<{ repeat: boolean }> =>
  ctx.transaction(async (tx) => {
    const kept = await tx
      .insertInto('channels.delivery')
      .values({
        id: newId(),
        account_id: account,
        key,
        method: raw.method,
        path: raw.path,
        headers: { ...raw.headers },
        body: Buffer.from(raw.body),
        received_at: tx.clock.now(),
      })
      .onConflict((conflict) => conflict.columns(['account_id', 'key']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (kept !== undefined)
      await enqueue(tx, 'channels.parse-account', { accountId: account }, { key: account, lane: `parse:${account}` })
    return { repeat: kept === undefined }
  })

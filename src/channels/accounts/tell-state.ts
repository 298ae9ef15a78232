import type { Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { Health } from '../port/adapter.ts'
import type { AccountRow } from './account.ts'

/** Says how an account is, when it is otherwise than before. */
export async function tellState(tx: Tx, account: AccountRow, { state, detail }: Health): Promise<void> {
  const changed = await tx
    .updateTable('channels.account')
    .set((eb) => ({ state, detail, rev: eb('rev', '+', 1) }))
    .where('id', '=', account.id)
    .where((eb) => eb.or([eb('state', '<>', state), eb('detail', 'is distinct from', detail)]))
    .returning('id')
    .executeTakeFirst()
  if (changed !== undefined) await announceAccount(tx, account, state)
}

export const announceAccount = (tx: Tx, { id, brand_id }: AccountRow, state: Health['state']): Promise<void> =>
  publish(tx, 'account.changed', { brand: brand_id, subject: id, data: { accountId: id, state } })

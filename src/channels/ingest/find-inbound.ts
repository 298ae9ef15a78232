import type { Selectable } from 'kysely'
import { type Database, hot, together } from '#kernel/db'
import type { AccountRow } from '../accounts/account.ts'
import type { InboundEvent } from '../port/inbound-event.ts'
import type { InboundTable } from '../tables.ts'

type InboundRow = Pick<Selectable<InboundTable>, 'id' | 'account_id' | 'delivery_id' | 'received_at'>

/** An event that waits to be taken, and the account it came by. */
export interface WaitingEvent {
  inbound: InboundRow & { event: InboundEvent }
  account: AccountRow
}

const alongside = together<string, WaitingEvent | null>({
  keyOf: (id) => id,
  run: load,
  alone: async (database, id) => (await load(database, [id]))[0] ?? null,
  underWay: 1,
})

/** Null when it was taken before. What is asked for together is loaded together. */
export const findInbound = (database: Database, id: string): Promise<WaitingEvent | null> => alongside(database, id)

const events = hot<Selectable<InboundTable>>(
  'channels.find-inbound',
  `select id, account_id, delivery_id, event, received_at from channels.inbound where id = any($1::uuid[]) and event is not null`,
)
const accounts = hot<AccountRow>('channels.accounts-of', `select * from channels.account where id = any($1::uuid[])`)

async function load({ express }: Database, ids: readonly string[]): Promise<(WaitingEvent | null)[]> {
  const rows = await events.run(express, [ids])
  const named = [...new Set(rows.map((row) => row.account_id))]
  const owners = named.length === 0 ? [] : await accounts.run(express, [named])
  const found = new Map<string, WaitingEvent>()
  for (const { event, ...row } of rows) {
    const account = owners.find(({ id }) => id === row.account_id)
    if (event !== null && account !== undefined) found.set(row.id, { inbound: { ...row, event }, account })
  }
  return ids.map((id) => found.get(id) ?? null)
}

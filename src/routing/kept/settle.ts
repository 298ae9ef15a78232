import type { Row } from '#conversations'
import type { Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import { type StandingCard, standingsOf } from '#people'
import { placeVips } from '../vip/place.ts'
import { keepAll, keepNoLonger, keepOf } from './keep-all.ts'
import { lastAdvisors } from './last-advisors.ts'
import { type Hope, type Wish, whoCan } from './who-can.ts'

/**
 * For whom waiting work may be kept: `all` who came back, `named` for the advisors who look after the customer alone, `nobody` where a
 * person, or a rule about waiting, sent it on; `before`: as it was.
 */
export type KeepFor = 'all' | 'named' | 'nobody' | 'before'

/** Waiting work takes its place in the line, and waits for whom it is kept, by who its customer is. Each is in a queue by now. */
export async function settle(tx: Tx, rows: readonly Row[], keepFor: KeepFor): Promise<void> {
  if (rows.length === 0) return
  const contacts = rows.map((row) => row.contact_id)
  const standings = await standingsOf(tx, contacts, tx.clock.now())
  await placeVips(tx, rows, standings)
  if (keepFor === 'before') return
  const ids = rows.map((row) => row.conversation_id)
  await keepNoLonger(tx, ids)
  if (keepFor === 'nobody') return
  const wishes = rows.flatMap((row) => wishesOf(row, standings))
  const last = keepFor === 'all' ? await lastAdvisors(tx, ids) : []
  const hopes = await whoCan(tx, [...wishes, ...last.map((each) => ({ ...each, why: 'last' as const }))])
  const byConversation = Map.groupBy(hopes, ({ conversation }) => conversation)
  const keeps = [...byConversation.values()].map((theirs) => keepOf(theirs.sort(byRank), tx.clock.now()))
  await keepAll(
    tx,
    keeps.filter((each) => each !== null),
  )
}

const ranks = { named: 0, backup: 1, last: 2 } as const
const byRank = (one: Hope, other: Hope): number => ranks[one.why] - ranks[other.why]

function wishesOf(
  row: { conversation_id: ConversationId; contact_id: StandingCard['contact'] },
  standings: ReadonlyMap<StandingCard['contact'], StandingCard>,
): Wish[] {
  const { named = null, backup = null } = standings.get(row.contact_id) ?? {}
  const conversation = row.conversation_id
  return [
    ...(named === null ? [] : [{ conversation, agent: named, why: 'named' as const }]),
    ...(backup === null ? [] : [{ conversation, agent: backup, why: 'backup' as const }]),
  ]
}

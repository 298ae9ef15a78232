import { sql, type Tx } from '#kernel/db'
import type { BrandId, ConversationId, QueueId } from '#kernel/ids'
import type { Switches } from './contract.ts'
import { goesTo } from './shares.ts'

interface Run {
  id: string
  brand: BrandId
  overflow: NonNullable<Switches['overflow']>
}
interface Shared {
  run_id: string
  conversation_id: ConversationId
  from_id: QueueId
  to_id: QueueId
}

/** Of what was chosen, a part waits elsewhere while a plan says so. `known`: queues that were not taken away since. */
export async function shareOut(
  tx: Tx,
  chosen: Map<ConversationId, QueueId>,
  brands: readonly BrandId[],
  known: ReadonlySet<QueueId>,
): Promise<void> {
  const now = tx.clock.now()
  const { rows: runs } = await sql<Run>`
    select id, brand_id as brand, switches->'overflow' as overflow from routing.surge_run
    where brand_id = any(${[...brands]}::uuid[]) and ended_at is null and until > ${now} and switches ? 'overflow'`.execute(
    tx,
  )
  const shared = [...chosen].flatMap(([id, queue]) => runs.flatMap((run) => sharedBy(run, id, queue, known)))
  for (const { conversation_id, to_id } of shared) chosen.set(conversation_id, to_id)
  if (shared.length > 0) await keep(tx, shared, now)
}

function sharedBy(run: Run, id: ConversationId, from: QueueId, known: ReadonlySet<QueueId>): Shared[] {
  const to = goesTo(run.overflow, id, from, known)
  return to === undefined ? [] : [{ run_id: run.id, conversation_id: id, from_id: from, to_id: to }]
}

/** Once for each conversation, however often its queue is chosen again. */
const keep = (tx: Tx, shared: readonly Shared[], at: Date) =>
  tx
    .insertInto('routing.surge_share')
    .values(shared.map((row) => ({ ...row, at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()

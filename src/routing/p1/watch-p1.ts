import { rowsOf } from '#conversations'
import { whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import { enqueueAll, runAgainAt } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { tell } from '#notices'

/** So long may the most urgent wait for somebody to take it before those who lead are told. */
const PATIENCE_MS = 60_000
/** And told again, as long as nobody has. */
const AGAIN_MS = 5 * 60_000

/** What begins to wait, or becomes the most urgent while it waits, is looked at in a minute. */
export async function expectHolders(
  tx: Tx,
  events: readonly StoredEvent<'work-item.queued' | 'priority.set'>[],
): Promise<void> {
  const ids = events.map(({ data, subject }) =>
    'conversationId' in data ? data.conversationId : (subject as ConversationId),
  )
  const at = new Date(tx.clock.now().getTime() + PATIENCE_MS)
  const waiting = await urgentWaiting(tx, ids)
  await enqueueAll(
    tx,
    'routing.watch-p1',
    [...waiting.keys()].map((id) => ({ payload: { conversationId: id }, key: id, at })),
  )
}

/** Of these, the most urgent that nobody has. The priority is the row's: the work item may follow it a moment later. */
async function urgentWaiting(tx: Tx, ids: readonly ConversationId[]) {
  const { rows } = await sql<{ id: ConversationId }>`
    select conversation_id as id from routing.work_item
    where conversation_id = any(${[...new Set(ids)]}::uuid[]) and state = 'waiting'`.execute(tx)
  const known = await rowsOf(
    tx,
    rows.map(({ id }) => id),
  )
  return new Map([...known].filter(([, row]) => row.priority === 'P1'))
}

/** Still nobody's: who leads there is told, and again until somebody has it. */
export async function watchP1(ctx: Context, { conversationId }: { conversationId: ConversationId }): Promise<void> {
  const waits = await ctx.transaction((tx) => tellLeads(tx, conversationId))
  if (waits) runAgainAt(new Date(ctx.clock.now().getTime() + AGAIN_MS))
}

async function tellLeads(tx: Tx, id: ConversationId): Promise<boolean> {
  const row = (await urgentWaiting(tx, [id])).get(id)
  if (row === undefined) return false
  const where = { brand: row.brand_id, scopes: row.scopes }
  const now = tx.clock.now().toISOString()
  for (const agent of await whoMay(tx, 'work-item.read', where))
    await tell(tx, {
      agent,
      kind: 'warning',
      about: { kind: 'conversation', id },
      where,
      data: { code: 'p1' },
      key: `p1:${id}:${now}`,
    })
  return true
}

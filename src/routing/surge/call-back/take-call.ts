import { promiseAsBot } from '#cases'
import { putAside } from '#conversations'
import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { callWords } from './words.ts'

const MINUTE_MS = 60_000
/** So long before the call is due it is back in its queue, and never later than after two thirds of the time. */
const BEFORE_MS = 30 * MINUTE_MS

interface Offered {
  run: string
  minutes: number
}

/**
 * Who was offered a call and asks for one waits no more: it is promised by its time, and comes back to its place in the queue
 * for whoever calls. An offer holds also when the plan has ended since. Who was offered none asked of their own accord.
 */
export async function takeCall(tx: Tx, { data }: StoredEvent<'case.call-asked'>, app: App): Promise<void> {
  const { conversationId: conversation, messageId: message } = data
  const offered = await offeredIn(tx, conversation)
  if (offered === null) return
  const now = tx.clock.now().getTime()
  const due = now + offered.minutes * MINUTE_MS
  const back = Math.max(due - BEFORE_MS, now + (offered.minutes * MINUTE_MS * 2) / 3)
  const row = await putAside(tx, conversation, new Date(back))
  // Somebody has it by now, or settled it: they call as they see fit.
  if (row === null) return
  const what = callWords(row.lang)
  await promiseAsBot(tx, app, { conversation, message, kind: 'call', what, due: new Date(due) })
  await sql`
    update routing.surge_call set asked_at = ${tx.clock.now()} where run_id = ${offered.run} and conversation_id = ${conversation}`.execute(
    tx,
  )
}

async function offeredIn(tx: Tx, conversation: ConversationId): Promise<Offered | null> {
  const { rows } = await sql<Offered>`
    select c.run_id as run, (r.switches->'callBack'->>'minutes')::integer as minutes
    from routing.surge_call c join routing.surge_run r on r.id = c.run_id
    where c.conversation_id = ${conversation} and c.message_id is not null and c.asked_at is null
    order by c.at desc limit 1 for update of c`.execute(tx)
  return rows[0] ?? null
}

import { sql, type Tx } from '#kernel/db'
import { publishAll } from '#kernel/events'
import type { ConversationId, QueueId } from '#kernel/ids'
import { factOf, type Row } from './lock-row.ts'

/** Of these, what is open and waits for a person, as it is now; who came first is first. */
export async function waitingForPerson(tx: Tx, ids: readonly ConversationId[]): Promise<Row[]> {
  return await tx
    .selectFrom('conversations.inbox_row')
    .selectAll()
    .where('conversation_id', 'in', [...ids])
    .where('holder', '=', 'queue')
    .where('status', '=', 'open')
    .orderBy('created_at')
    .orderBy('conversation_id')
    .execute()
}

/** stamp() of the queue for many that are in none yet, by one statement; what somebody has taken meanwhile stays as it is. */
export async function putInQueues(tx: Tx, places: ReadonlyMap<ConversationId, QueueId>): Promise<void> {
  if (places.size === 0) return
  const { rows } = await sql<Row>`
    update conversations.inbox_row r set queue_id = given.queue, rev = r.rev + 1
    from unnest(${[...places.keys()]}::uuid[], ${[...places.values()]}::uuid[]) as given (id, queue)
    where r.conversation_id = given.id and r.holder = 'queue' and r.queue_id is null
    returning r.*`.execute(tx)
  const facts = rows.map((row) => ({
    ...factOf(row, { what: 'queue' }),
    was: row.scopes.filter((scope) => scope !== `queue:${row.queue_id}`),
  }))
  await publishAll(tx, 'conversation.changed', facts)
}

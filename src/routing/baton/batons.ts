import { type Db, sql } from '#kernel/db'
import type { AgentId, ConversationId, QueueId } from '#kernel/ids'
import { agentsByIds } from '#people'
import type { Baton } from './contract.ts'

interface Row {
  id: ConversationId
  by: AgentId
  queue: QueueId
  at: Date
  done: string
  next: string
  told: string
  due: Date | null
  rev: number
}

/** The open batons of these conversations. */
export async function batonsOf(db: Db, ids: readonly string[]): Promise<Map<string, Baton>> {
  const { rows } = await sql<Row>`
    select conversation_id as id, passed_by as by, queue_id as queue, at, done, next, told, due_at as due,
      floor(extract(epoch from at) * 1000)::float8 + rev as rev
    from routing.baton where conversation_id = any(${[...ids]}::uuid[]) and ended_at is null`.execute(db)
  const people = await agentsByIds(
    db,
    rows.map((row) => row.by),
  )
  return new Map(
    rows.map(({ by, at, due, ...row }) => [
      row.id,
      {
        ...row,
        from: { id: by, name: people.get(by)?.name ?? '' },
        at: at.toISOString(),
        by: due?.toISOString() ?? null,
      },
    ]),
  )
}

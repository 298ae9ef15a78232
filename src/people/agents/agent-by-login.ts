import { type Db, sql } from '#kernel/db'
import type { AgentId } from '#kernel/ids'

/** Whoever signs in with this; large and small letters are the same. */
export async function agentByLogin(db: Db, login: string): Promise<AgentId | null> {
  const { rows } = await sql<{ id: AgentId }>`
    select id from people.agent where lower(login) = lower(${login.trim()}) and active`.execute(db)
  return rows[0]?.id ?? null
}

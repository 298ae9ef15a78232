import type { Db, Tx } from '#kernel/db'
import { type AgentId, newToken } from '#kernel/ids'
import { hashToken } from './token.ts'

/** Remembers this browser for this account; answers the cookie's value. */
export async function rememberDevice(tx: Tx, agentId: AgentId, known: string | null): Promise<string> {
  const token = known ?? newToken()
  await tx
    .insertInto('kernel.known_device')
    .values({ token_hash: hashToken(token), agent_id: agentId, last_seen_at: tx.clock.now() })
    .onConflict((c) => c.column('token_hash').doUpdateSet({ agent_id: agentId, last_seen_at: tx.clock.now() }))
    .execute()
  return token
}

/** The device's hash when its browser has signed in to this account before. */
export async function knownDevice(db: Db, agentId: AgentId | undefined, token: string | null): Promise<Buffer | null> {
  if (token === null || agentId === undefined) return null
  const hash = hashToken(token)
  const found = await db
    .selectFrom('kernel.known_device')
    .select('agent_id')
    .where('token_hash', '=', hash)
    .where('agent_id', '=', agentId)
    .executeTakeFirst()
  return found ? hash : null
}

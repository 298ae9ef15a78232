import { type Db, sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { AgentId } from '#kernel/ids'
import { checkNewPassword, hashPassword } from './passwords.ts'
import { endSessions } from './sessions.ts'

export interface NewCredential {
  agentId: AgentId
  login: string
  /** How sessions and the audit call the person. */
  name: string
}

export const loginKey = (login: string): string => login.trim().normalize('NFKC').toLowerCase()

/** Opens or changes a person's way in; without a password until an invitation is used. A login taken by another is a conflict. */
export async function saveCredential(tx: Tx, { agentId, login, name }: NewCredential): Promise<void> {
  const taken = await tx
    .selectFrom('kernel.credential')
    .select('agent_id')
    .where('login', '=', loginKey(login))
    .executeTakeFirst()
  if (taken && taken.agent_id !== agentId) {
    throw new Problem('conflict', 'Somebody else signs in with this name. Choose another.', {
      faults: [{ pointer: '/body/login', detail: 'is taken' }],
    })
  }
  await tx
    .insertInto('kernel.credential')
    .values({
      agent_id: agentId,
      login: loginKey(login),
      name,
      hash: null,
      changed_at: tx.clock.now(),
      closed_at: null,
    })
    .onConflict((c) => c.column('agent_id').doUpdateSet({ login: loginKey(login), name }))
    .execute()
}

/** Sets the password and ends every session but the one that asked. Hashing takes 80 ms: do it before the transaction where that matters. */
export async function setPassword(tx: Tx, agentId: AgentId, password: string, keepSession?: string): Promise<void> {
  const credential = await tx
    .selectFrom('kernel.credential')
    .select('login')
    .where('agent_id', '=', agentId)
    .executeTakeFirst()
  if (!credential) throw new Problem('not_found', 'There is no such person.')
  checkNewPassword(password, credential.login)
  const hash = await hashPassword(password)
  await tx
    .updateTable('kernel.credential')
    .set({ hash, changed_at: tx.clock.now() })
    .where('agent_id', '=', agentId)
    .execute()
  await endSessions(tx, agentId, { except: keepSession })
}

/** Ends access now: sessions, tokens and streams with it. The person's history and roles stay. */
export async function closeAccess(tx: Tx, agentId: AgentId): Promise<void> {
  const closed = await tx
    .updateTable('kernel.credential')
    .set({ closed_at: tx.clock.now() })
    .where('agent_id', '=', agentId)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (closed.numUpdatedRows === 0n) return
  await endSessions(tx, agentId)
  await tx.deleteFrom('kernel.one_time_token').where('subject', '=', agentId).where('used_at', 'is', null).execute()
  await publish(tx, 'access.closed', { brand: null, subject: agentId, data: { agentId } })
}

export async function reopenAccess(tx: Tx, agentId: AgentId): Promise<void> {
  await tx.updateTable('kernel.credential').set({ closed_at: null }).where('agent_id', '=', agentId).execute()
}

/** For whoever keeps the profile: login and name as they were given. */
export const credentialOf = (db: Db, agentId: AgentId) =>
  db
    .selectFrom('kernel.credential')
    .select(['agent_id', 'login', 'name', 'closed_at'])
    .where('agent_id', '=', agentId)
    .executeTakeFirst()

export const closedNow = async (db: Db, agentId: AgentId): Promise<boolean> =>
  (await credentialOf(db, agentId))?.closed_at !== null

export async function nobodyYet(db: Db): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`select exists (select 1 from kernel.credential) as some`.execute(db)
  return rows[0]?.some === false
}

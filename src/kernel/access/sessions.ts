import type { Db, Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import { type AgentId, newId, newToken } from '#kernel/ids'
import { SESSION_HOURS } from './session-hours.ts'
import { hashToken } from './token.ts'

export interface NewSession {
  id: string
  /** For the cookie; only its hash is kept. */
  token: string
  expiresAt: Date
}

/** Signs a person in on one device. A new token each time, so one planted before sign-in is worth nothing after. */
export async function startSession(tx: Tx, agentId: AgentId, device: string): Promise<NewSession> {
  const id = newId()
  const token = newToken()
  const now = tx.clock.now()
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000)
  await tx
    .insertInto('kernel.session')
    .values({
      id,
      token_hash: hashToken(token),
      agent_id: agentId,
      created_at: now,
      last_seen_at: now,
      expires_at: expiresAt,
      device,
      ended_at: null,
    })
    .execute()
  await publish(tx, 'session.started', { brand: null, subject: id, data: { agentId, sessionId: id } })
  return { id, token, expiresAt }
}

export interface EndWhich {
  only?: string
  except?: string
}

/** Ends a person's sessions: one, all, or all but one. Answers how many. */
export async function endSessions(tx: Tx, agentId: AgentId, which: EndWhich = {}): Promise<number> {
  let update = tx
    .updateTable('kernel.session')
    .set({ ended_at: tx.clock.now() })
    .where('agent_id', '=', agentId)
    .where('ended_at', 'is', null)
  if (which.only !== undefined) update = update.where('id', '=', which.only)
  if (which.except !== undefined) update = update.where('id', '<>', which.except)
  const ended = await update.returning('id').execute()
  for (const { id } of ended)
    await publish(tx, 'session.ended', { brand: null, subject: id, data: { agentId, sessionId: id } })
  return ended.length
}

export const listSessions = (db: Db, agentId: AgentId, now: Date) =>
  db
    .selectFrom('kernel.session')
    .select(['id', 'device', 'created_at', 'last_seen_at', 'expires_at'])
    .where('agent_id', '=', agentId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .limit(100)
    .execute()

const browsers = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'] as const
const systems = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'Linux'] as const
const shown = new Map([
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Mac OS X', 'macOS'],
])

/** "Firefox on Linux": enough to recognise one's own session, too little to follow anybody. */
export function deviceOf(userAgent: string | undefined): string {
  const find = (names: readonly string[]) => {
    const found = names.find((name) => userAgent?.includes(name))
    return found === undefined ? undefined : (shown.get(found) ?? found)
  }
  return `${find(browsers) ?? 'A program'} on ${find(systems) ?? 'an unknown system'}`
}

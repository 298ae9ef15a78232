import type { Clock } from '#kernel/clock'
import type { Database } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { AgentId } from '#kernel/ids'
import { audit } from './audit.ts'
import { loginKey } from './credentials.ts'
import { knownDevice, rememberDevice } from './known-devices.ts'
import { verifyPassword } from './passwords.ts'
import { type NewSession, startSession } from './sessions.ts'
import { countAttempt, forgiveAttempt, type SlowDown } from './slow-down.ts'

export interface SignInParts {
  database: Database
  clock: Clock
  secret: string
}
export interface SignIn {
  login: string
  password: string
  /** The caller's address. */
  source: string
  /** The known-device cookie, if any. */
  deviceToken: string | null
  /** As deviceOf() tells it. */
  device: string
}
export interface SignedIn extends NewSession {
  agentId: AgentId
  name: string
  deviceToken: string
}

export type Asked = Omit<SignIn, 'device'>

/** Password sign-in. */
export async function signIn(parts: SignInParts, input: SignIn): Promise<SignedIn> {
  const found = await checkPassword(parts, input)
  return parts.database.transaction(`agent:${found.agentId}`, async (tx) => {
    const session = await startSession(tx, found.agentId, input.device)
    const deviceToken = await rememberDevice(tx, found.agentId, found.known ? input.deviceToken : null)
    await audit(tx, { deed: 'sign-in', subject: found.agentId })
    return { ...session, agentId: found.agentId, name: found.name, deviceToken }
  })
}

/** Slowed down where it fails often. The same words and the same time whether the name is unknown, the access closed or the password wrong. */
export async function checkPassword(
  parts: SignInParts,
  input: Asked,
): Promise<{ agentId: AgentId; name: string; known: boolean }> {
  const { db } = parts.database
  const login = loginKey(input.login)
  const found = await db
    .selectFrom('kernel.credential')
    .select(['agent_id', 'name', 'hash', 'closed_at'])
    .where('login', '=', login)
    .executeTakeFirst()
  const attempt = { login, source: input.source, device: await knownDevice(db, found?.agent_id, input.deviceToken) }
  const slow: SlowDown = { db, secret: parts.secret, now: parts.clock.now() }
  await countAttempt(slow, attempt)
  const right = await verifyPassword(input.password, found?.hash ?? null)
  if (!right || !found || found.closed_at !== null) {
    await parts.database.transaction('anyone', (tx) =>
      audit(tx, { deed: 'sign-in', outcome: 'denied', subject: found?.agent_id ?? null }),
    )
    throw new Problem('wrong_credentials', 'The name or the password is wrong.')
  }
  await forgiveAttempt(slow, attempt)
  return { agentId: found.agent_id, name: found.name, known: attempt.device !== null }
}

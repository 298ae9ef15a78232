import { createHmac } from 'node:crypto'
import { type Db, sql } from '#kernel/db'
import { Problem } from '#kernel/errors'

interface Limit {
  subject: string
  /** Failures that cost nothing. */
  free: number
  /** The longest wait, in seconds. */
  most: number
}

/** Failures are forgotten by half each hour. */
const HALF_LIFE_MS = 3_600_000

export interface Attempt {
  login: string
  source: string
  /** The known device's token hash, where its browser signed in to this account before. */
  device: Buffer | null
}

/**
 * What an attempt is counted under. A known device has a count of its own instead of the account's and everybody's,
 * so a stranger's attempts never slow the owner down.
 */
const limitsOf = ({ login, source, device }: Attempt): Limit[] =>
  device
    ? [{ subject: `device ${device.toString('hex')}`, free: 10, most: 300 }]
    : [
        { subject: accountOf(login), free: 5, most: 900 },
        { subject: `source ${source}`, free: 20, most: 900 },
        { subject: 'everybody', free: 300, most: 5 },
      ]

const accountOf = (login: string): string => `account ${login}`
const keyOf = (secret: string, subject: string): Buffer => createHmac('sha256', secret).update(subject).digest()

export interface SlowDown {
  db: Db
  /** Keys the kept subjects, so that the table does not list who tried. */
  secret: string
  now: Date
}

/**
 * Counts the attempt before the password is looked at (so that a burst in parallel counts in full) and refuses it while
 * an earlier failure's wait is not over: 1, 2, 4 … seconds. Never locks: waiting always helps.
 */
export async function countAttempt({ db, secret, now }: SlowDown, attempt: Attempt): Promise<void> {
  const waits = await Promise.all(
    limitsOf(attempt).map((limit) => countOne(db, keyOf(secret, limit.subject), limit, now)),
  )
  const wait = Math.max(...waits)
  if (wait > 0)
    throw new Problem('too_many_requests', 'Too many attempts. Wait and try again.', { retryAfterSeconds: wait })
}

async function countOne(db: Db, subject: Buffer, limit: Limit, now: Date): Promise<number> {
  const { rows } = await sql<{
    failures: number
    at: Date
  }>`select failures, at from kernel.sign_in_failure where subject = ${subject}`.execute(db)
  const before = rows[0]
  const wait = before ? waitOf(before, limit, now) : 0
  if (wait > 0) return wait
  await sql`
    insert into kernel.sign_in_failure as f (subject, failures, at) values (${subject}, 1, ${now})
    on conflict (subject) do update set at = excluded.at,
      failures = 1 + floor(f.failures * power(0.5, greatest(0, extract(epoch from excluded.at - f.at)) * 1000 / ${HALF_LIFE_MS}::float8))::int`.execute(
    db,
  )
  return 0
}

function waitOf({ failures, at }: { failures: number; at: Date }, { free, most }: Limit, now: Date): number {
  const over = failures - free
  if (over < 0) return 0
  const until = at.getTime() + Math.min(most, 2 ** over) * 1000
  return Math.max(0, (until - now.getTime()) / 1000)
}

/** The owner proved to be the owner in another way: the account's count is gone, so the new password works at once. */
export const forgiveAccount = ({ db, secret }: Pick<SlowDown, 'db' | 'secret'>, login: string) =>
  sql`delete from kernel.sign_in_failure where subject = ${keyOf(secret, accountOf(login))}`.execute(db)

/** It was the right password: the account's count is gone, the shared ones are one less. */
export async function forgiveAttempt({ db, secret }: SlowDown, attempt: Attempt): Promise<void> {
  const [own, ...shared] = limitsOf(attempt).map(({ subject }) => keyOf(secret, subject))
  await sql`delete from kernel.sign_in_failure where subject = ${own}`.execute(db)
  if (shared.length > 0) {
    await sql`update kernel.sign_in_failure set failures = greatest(0, failures - 1) where subject = any(${shared})`.execute(
      db,
    )
  }
}

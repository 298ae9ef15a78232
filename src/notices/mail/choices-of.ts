import type { Db } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import type { Choices } from './choice.ts'

/** Null: nothing chosen yet. */
export async function choicesOf(db: Db, agent: AgentId): Promise<Choices | null> {
  const row = await db.selectFrom('notices.mail_choice').selectAll().where('agent_id', '=', agent).executeTakeFirst()
  if (row === undefined) return null
  const { ways, digest, quiet, urgent, time_zone: timeZone, lang } = row
  return { ways, digest, quiet, urgent, timeZone, lang }
}

/** Where mails to an agent go: what they sign in with, when that is an address; null when it is none, or they have left. */
export async function addressOf(db: Db, agent: AgentId): Promise<string | null> {
  const row = await db
    .selectFrom('kernel.credential')
    .select('login')
    .where('agent_id', '=', agent)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined && /^[^\s@<>",;]{1,64}@[^\s@<>",;]{3,253}$/.test(row.login) ? row.login : null
}

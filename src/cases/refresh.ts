import type { Scope } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { lockCases } from './case-for.ts'
import { type CaseId, type CaseStatus, type Matter, statusOf } from './matter.ts'
import { talksOf } from './talks.ts'

interface Member {
  matter: CaseId
  conversation: ConversationId
  scopes: Scope[]
}

/** Where these cases stand now, by their conversations, and who may see them; what changed is announced. */
export async function refresh(tx: Tx, app: App, ids: readonly CaseId[]): Promise<void> {
  if (ids.length === 0) return
  const matters = await lockCases(tx, ids)
  const members = await membersOf(tx, [...matters.keys()])
  const talks = await talksOf(
    app,
    tx,
    members.map(({ conversation }) => conversation),
  )
  const promised = await promisedIn(tx, [...matters.keys()])
  for (const matter of matters.values()) {
    const mine = members.filter((member) => member.matter === matter.id)
    const standing = mine.flatMap(({ conversation }) => talks.get(conversation) ?? [])
    const status = statusOf(standing, promised.has(matter.id))
    const scopes = [...new Set(mine.flatMap((member) => member.scopes))].sort()
    // All of its conversations joined another case: it stays as it was, for when one comes back.
    if (mine.length > 0) await stand(tx, matter, status, scopes)
  }
}

/** Those in which something is still to happen that was said. */
async function promisedIn(tx: Tx, ids: readonly CaseId[]): Promise<Set<CaseId>> {
  const { rows } = await sql<{ id: CaseId }>`
    select distinct c.matter_id as id from cases.promise p join cases.matter_conversation c using (conversation_id)
    where c.matter_id = any(${[...ids]}::uuid[]) and p.state = 'open'`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

const membersOf = async (tx: Tx, ids: readonly CaseId[]): Promise<Member[]> =>
  (
    await sql<Member>`
      select matter_id as matter, conversation_id as conversation, scopes from cases.matter_conversation
      where matter_id = any(${[...ids]}::uuid[])`.execute(tx)
  ).rows

async function stand(tx: Tx, matter: Matter, status: CaseStatus, scopes: readonly Scope[]): Promise<void> {
  const moved = scopes.join() !== matter.scopes.join()
  if (status === matter.status && !moved) return
  const settled = status === 'settled' ? (matter.settled_at ?? tx.clock.now()) : null
  await sql`
    update cases.matter set status = ${status}, settled_at = ${settled}, scopes = ${scopes}::text[], rev = rev + 1
    where id = ${matter.id}`.execute(tx)
  const fact = { ...factOf(matter), scopes, ...(moved ? { was: matter.scopes } : {}) }
  if (status === 'settled' && matter.status !== 'settled')
    await publish(tx, 'case.settled', { ...fact, data: { from: matter.status } })
  else if (matter.status === 'settled' && status !== 'settled')
    await publish(tx, 'case.reopened', { ...fact, data: { to: status } })
  else await publish(tx, 'case.changed', { ...fact, data: { status } })
}

/** What the log is told of a case, whatever happened. */
export const factOf = (matter: Matter) => ({
  brand: matter.brand_id,
  subject: matter.id,
  about: { contact: matter.contact_id, case: matter.id },
  scopes: matter.scopes,
})

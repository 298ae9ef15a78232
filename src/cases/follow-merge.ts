import { type By, system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { publish, type StoredEvent } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { caseFor, lockCases } from './case-for.ts'
import { held, join } from './join-case.ts'
import { keepApart } from './keep-apart.ts'
import type { CaseId, JoinedBy, Matter } from './matter.ts'
import { openByItself } from './open-by-itself.ts'
import { factOf, refresh } from './refresh.ts'

export const mergings = ['conversation.merged', 'conversation.unmerged'] as const

/** One after the other: a merge that was taken back at once is not followed after that. */
export async function followMerges(
  tx: Tx,
  events: readonly StoredEvent<(typeof mergings)[number]>[],
  app: App,
): Promise<void> {
  for (const { name, subject, data } of events) {
    const merge = { id: data.mergeId, into: subject, other: data.conversationId }
    if (name === 'conversation.merged') await joinMerged(tx, app, merge)
    else await partUnmerged(tx, app, merge)
  }
}

interface Merge {
  id: string
  into: ConversationId
  other: ConversationId
}

/** Two conversations are worked on as one: so are their cases, by the reference of the one that goes on. */
async function joinMerged(tx: Tx, app: App, { id, into, other }: Merge): Promise<void> {
  await openByItself(tx, app, [into, other])
  const [to, from] = [await matterOf(tx, into), await matterOf(tx, other)]
  if (to === null || from === null || to === from) return
  await lockCases(tx, [to, from])
  await remember(tx, id, { from, to })
  await join(tx, app, system, { conversation: other, case: to, how: 'merge' })
  // What another conversation is named after goes alone; the rest of its case stays.
  await sql`
    delete from cases.brought b using cases.matter_conversation c
    where b.merge_id = ${id} and c.conversation_id = b.conversation_id and c.matter_id <> b.into_id`.execute(tx)
}

async function matterOf(tx: Tx, conversation: ConversationId): Promise<CaseId | null> {
  const row = await tx
    .selectFrom('cases.matter_conversation')
    .select('matter_id')
    .where('conversation_id', '=', conversation)
    .executeTakeFirst()
  return row?.matter_id ?? null
}

/** Where each of them was, before any moves. */
const remember = (tx: Tx, mergeId: string, { from, to }: { from: CaseId; to: CaseId }) =>
  sql`
    insert into cases.brought (merge_id, conversation_id, into_id, from_id, joined_by, by, since, was_apart)
    select ${mergeId}, c.conversation_id, ${to}, c.matter_id, c.joined_by, c.by, c.since, exists (
      select from cases.apart a where a.conversation_id = c.conversation_id and a.matter_id = ${to})
    from cases.matter_conversation c where c.matter_id = ${from} on conflict do nothing`.execute(tx)

interface Brought {
  conversation: ConversationId
  into: CaseId
  from: CaseId
  joinedBy: JoinedBy
  by: By
  since: Date
  wasApart: boolean
}

/** The merge was taken back: what it brought along is where it was, unless somebody has placed it elsewhere since. */
async function partUnmerged(tx: Tx, app: App, { id }: Merge): Promise<void> {
  const brought = await takeUp(tx, id)
  const [first] = brought
  if (first === undefined) return
  const locked = await lockCases(tx, [first.into, first.from])
  const [from, was] = [held(locked, first.into), held(locked, first.from)]
  // One that lived on without it may have joined another case since.
  const to = was.into_id === null || was.into_id === from.id ? was : await caseFor(system, was.id, tx)
  if (to.id === from.id) return
  for (const one of brought) await putBack(tx, one, from, to)
  await refresh(tx, app, [from.id, to.id])
}

/** What was remembered is needed once; of it, what is still where the merge put it. */
async function takeUp(tx: Tx, mergeId: string): Promise<Brought[]> {
  const { rows } = await sql<Brought>`
    with brought as (delete from cases.brought where merge_id = ${mergeId} returning *)
    select b.conversation_id as conversation, b.into_id as into, b.from_id as from, b.joined_by as "joinedBy", b.by, b.since,
      b.was_apart as "wasApart"
    from brought b join cases.matter_conversation c on c.conversation_id = b.conversation_id
    where c.matter_id = b.into_id and c.joined_by = 'merge' order by b.conversation_id`.execute(tx)
  return rows
}

async function putBack(tx: Tx, one: Brought, from: Matter, to: Matter): Promise<void> {
  await sql`
    update cases.matter_conversation set matter_id = ${to.id}, joined_by = ${one.joinedBy}, by = ${one.by}, since = ${one.since}
    where conversation_id = ${one.conversation}`.execute(tx)
  await sql`
    update cases.matter set rev = rev + 1, into_id = case when id = ${to.id} then null else into_id end
    where id in (${from.id}, ${to.id})`.execute(tx)
  if (one.wasApart) await keepApart(tx, one.conversation, from)
  const scopes = [...new Set([...from.scopes, ...to.scopes])].sort()
  const data = { conversationId: one.conversation, to: to.id }
  await publish(tx, 'case.split', { ...factOf(from), scopes, data })
}

import { sql, type Tx } from '#kernel/db'
import type { EventName, StoredEvent } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import type { CaseId } from './matter.ts'
import { openByItself } from './open-by-itself.ts'
import { refresh } from './refresh.ts'

/** After each of these a conversation may stand elsewhere, or be others' to see. */
export const followed = [
  'conversation.started',
  'conversation.handed',
  'conversation.changed',
  'conversation.pended',
  'conversation.snoozed',
  'conversation.unsnoozed',
  'conversation.solved',
  'conversation.reopened',
  'conversation.closed',
  'conversation.spammed',
  'conversation.unspammed',
  'conversation.imported',
  'message.received',
  'reply.sent',
  'reply.withdrawn',
] as const satisfies readonly EventName[]
type Followed = (typeof followed)[number]

/** Conversations open cases by themselves, and where a case stands follows from them. What came together is done together. */
export async function follow(tx: Tx, events: readonly StoredEvent<Followed>[], app: App): Promise<void> {
  const begun = events.filter(({ name }) => name === 'conversation.started').map(({ subject }) => subject)
  await openByItself(tx, app, begun)
  const moving = events.filter(moves)
  await keepScopes(tx, moving)
  await refresh(tx, app, await casesOf(tx, [...begun, ...moving.map(({ subject }) => subject)]))
}

/** Most messages change nothing of where it stands: the customer goes on, the advisor answers. */
function moves({ name, data }: StoredEvent<Followed>): boolean {
  if (name === 'conversation.started') return false
  if ('wasStatus' in data) return data.wasStatus !== 'open'
  return 'next' in data ? data.next !== 'stay' : true
}

/** Who may see the conversation now, as its newest fact says. */
async function keepScopes(tx: Tx, events: readonly StoredEvent<Followed>[]): Promise<void> {
  const newest = new Map(events.map(({ subject, scopes }) => [subject, scopes]))
  const given = [...newest].map(([id, scopes]) => ({ id, scopes }))
  if (given.length === 0) return
  await sql`
    update cases.matter_conversation c set scopes = g.scopes
    from json_to_recordset(${JSON.stringify(given)}::json) as g (id uuid, scopes text[])
    where c.conversation_id = g.id and c.scopes <> g.scopes`.execute(tx)
}

async function casesOf(tx: Tx, conversations: readonly ConversationId[]): Promise<CaseId[]> {
  if (conversations.length === 0) return []
  const { rows } = await sql<{ id: CaseId }>`
    select distinct matter_id as id from cases.matter_conversation
    where conversation_id = any(${[...conversations]}::uuid[])`.execute(tx)
  return rows.map(({ id }) => id)
}

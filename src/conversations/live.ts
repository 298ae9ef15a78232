import { type Db, type RawBuilder, sql } from '#kernel/db'
import type { EventName, StoredEvent } from '#kernel/events'
import type { LiveKind } from '#kernel/registry'
import type { InboxRow, Message, VisitorMessage } from './contract.ts'
import { internalEvents, messageEvents, rowEvents } from './events.ts'
import { messageJson, rowJson, visitorMessageJson } from './present.ts'

type IdOf = (event: StoredEvent) => string | null

const subjectOf: IdOf = (event) => event.subject
const on = (names: readonly EventName[], idOf: IdOf): LiveKind['on'] =>
  Object.fromEntries(names.map((name) => [name, idOf]))

/** A message is known within its conversation: the live id carries both. */
export const messageKey = (conversation: string, message: string): string => `${conversation}/${message}`
const messageOf: IdOf = (event) => {
  const { data } = event
  return 'messageId' in data ? messageKey(event.subject, data.messageId) : null
}

export const rowKind: LiveKind<InboxRow> = {
  kind: 'conversation',
  permission: 'conversation.read',
  on: on(rowEvents, subjectOf),
  present: async (db, ids) => {
    const { rows } = await sql<{ row: InboxRow }>`
      select ${rowJson} as row from conversations.inbox_row r where r.conversation_id = any(${[...ids]}::uuid[])`.execute(
      db,
    )
    return new Map(rows.map(({ row }) => [row.id, row]))
  },
}

/** Messages go only to those who have the conversation open, and to the visitor whose it is. */
export const messageKind: LiveKind<Message | VisitorMessage> = {
  kind: 'message',
  permission: 'conversation.read',
  only: 'watched-subject',
  on: on(messageEvents, messageOf),
  visitor: (actor, event) => event.subject === actor.conversationId && !internalEvents.has(event.name),
  present: (db, keys, mask) =>
    mask === 'staff'
      ? presentMessages<Message>(db, keys, messageJson)
      : presentMessages<VisitorMessage>(db, keys, forVisitor),
}

const forVisitor = sql`case when m.visibility <> 'note' and m.home_id is null then ${visitorMessageJson} end`

async function presentMessages<Shown>(
  db: Db,
  keys: readonly string[],
  shape: RawBuilder<unknown>,
): Promise<Map<string, Shown>> {
  const pairs = keys.map((key) => key.split('/'))
  const { rows } = await sql<{ key: string; message: Shown | null }>`
    select m.conversation_id || '/' || m.id as key, ${shape} as message
    from unnest(${pairs.map(([conversation]) => conversation)}::uuid[], ${pairs.map(([, id]) => id)}::uuid[]) as wanted (conversation_id, id)
    join conversations.message m using (conversation_id, id)
    join conversations.inbox_row r using (conversation_id)`.execute(db)
  return new Map(rows.flatMap(({ key, message }) => (message === null ? [] : [[key, message] as const])))
}

interface Position {
  id: string
  rev: number
  conversation: string
  seq: number
}
const readerOf: IdOf = ({ data }) => ('agentId' in data && typeof data.agentId === 'string' ? data.agentId : null)
const positionOf: IdOf = (event) => {
  const reader = readerOf(event)
  return reader === null ? null : `${event.subject}/${reader}`
}

/** How far somebody has read, on each of their own screens. */
export const readKind: LiveKind<Position> = {
  kind: 'read',
  permission: 'conversation.read',
  on: on(['conversation.seen', 'conversation.unread'], positionOf),
  own: readerOf,
  present: async (db, keys) => {
    const pairs = keys.map((key) => key.split('/'))
    const { rows } = await sql<Position>`
      select p.conversation_id || '/' || p.reader_id as id, p.rev, p.conversation_id as conversation, p.seq
      from unnest(${pairs.map(([conversation]) => conversation)}::uuid[], ${pairs.map(([, reader]) => reader)}::uuid[])
        as wanted (conversation_id, reader_id)
      join conversations.read_position p using (conversation_id, reader_id)`.execute(db)
    return new Map(rows.map((row) => [row.id, row]))
  },
}

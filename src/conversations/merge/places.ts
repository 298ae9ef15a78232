import { sql, type Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Row } from '../lock-row.ts'
import type { Placed } from './weave.ts'

/** The messages of a conversation in order, as far as their places are concerned. */
export async function placesOf(tx: Tx, id: ConversationId): Promise<Placed[]> {
  const { rows } = await sql<Placed>`
    select id, seq, received_at as at from conversations.message where conversation_id = ${id} order by seq`.execute(tx)
  return rows
}

/** Gives messages of one conversation other places. Those that have theirs already are not touched. Answers which were. */
export async function putInPlaces(
  tx: Tx,
  id: ConversationId,
  places: readonly { id: string; seq: number; place: number }[],
): Promise<string[]> {
  const moved = places.filter(({ seq, place }) => seq !== place)
  const ids = moved.map((each) => each.id)
  // By way of places that nobody has: a place is one message's alone at every moment.
  await sql`
    update conversations.message m set seq = -given.place
    from unnest(${ids}::uuid[], ${moved.map(({ place }) => place)}::int[]) as given (id, place)
    where m.conversation_id = ${id} and m.id = given.id`.execute(tx)
  await sql`
    update conversations.message set seq = -seq, rev = rev + 1 where conversation_id = ${id} and seq < 0`.execute(tx)
  return ids
}

/** Who has the conversation open sees these as they are now, or that they are gone. */
export async function tellMessages(tx: Tx, row: Row, ids: readonly string[]): Promise<void> {
  await sql`
    insert into kernel.event (at, name, brand, subject, about, by, data, scopes)
    select ${tx.clock.now()}, 'message.changed', ${row.brand_id}, ${row.conversation_id}, ${JSON.stringify({ contact: row.contact_id })}::jsonb,
      ${tx.by}, jsonb_build_object('messageId', id), ${row.scopes}::text[]
    from unnest(${[...ids]}::uuid[]) as given (id)`.execute(tx)
}

interface Read {
  reader_id: string
  seq: number
  furthest: number
}
/** How far everybody has read. */
export async function positionsOf(tx: Tx, id: ConversationId): Promise<Read[]> {
  const { rows } = await sql<Read>`
    select reader_id, seq, furthest from conversations.read_position where conversation_id = ${id} for update`.execute(
    tx,
  )
  return rows
}

export async function putPositions(tx: Tx, id: ConversationId, positions: readonly Read[]): Promise<void> {
  await sql`
    update conversations.read_position p set seq = given.seq, furthest = given.furthest, rev = p.rev + 1
    from unnest(${positions.map((each) => each.reader_id)}::uuid[], ${positions.map(({ seq }) => seq)}::int[],
      ${positions.map(({ furthest }) => furthest)}::int[]) as given (reader_id, seq, furthest)
    where p.conversation_id = ${id} and p.reader_id = given.reader_id`.execute(tx)
}

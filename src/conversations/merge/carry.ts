import { system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { ConversationId, MessageId } from '#kernel/ids'
import { announce, changeRow, lockRow, type Row } from '../lock-row.ts'
import { splitsOf } from '../split/splitting.ts'
import { copyMessages } from './copy.ts'
import { mergedInto } from './merging.ts'
import { tellMessages } from './places.ts'
import { tally } from './tally.ts'

/** Only what is closed can be merged: nothing else costs a look. */
const whereOf = async (tx: Tx, home: Row): Promise<Row | null> => {
  if (home.status !== 'closed') return null
  const into = await mergedInto(tx, home.conversation_id)
  return into === null ? null : lockRow(tx, system, 'conversation.work', into)
}

/** Messages of a locked conversation read differently now: so do their copies where it, or a part of it, is worked on. */
export async function carryChanges(tx: Tx, home: Row, messages: readonly MessageId[]): Promise<void> {
  if (messages.length === 0) return
  const into = await whereOf(tx, home)
  if (into !== null) await carryInto(tx, home, into, messages)
  for (const split of await splitsOf(tx, home.conversation_id))
    await carryInto(tx, home, await lockRow(tx, system, 'conversation.work', split), messages)
}

async function carryInto(tx: Tx, home: Row, into: Row, messages: readonly MessageId[]): Promise<void> {
  const { rows } = await sql<{ id: string; seq: number }>`
    update conversations.message c set delivery = m.delivery, delivery_why = m.delivery_why, text = m.text, html = m.html,
      baked_by = m.baked_by, channel = coalesce(m.channel, c.channel),
      edited_at = m.edited_at, deleted_at = m.deleted_at, rev = c.rev + 1
    from conversations.message m
    where m.conversation_id = ${home.conversation_id} and m.id = any(${[...messages]}::uuid[])
      and c.conversation_id = ${into.conversation_id} and c.home_id = m.conversation_id and c.home_seq = m.seq
    returning c.id, c.seq`.execute(tx)
  await tellMessages(
    tx,
    into,
    rows.map(({ id }) => id),
  )
  if (!rows.some(({ seq }) => seq === into.last_seq)) return
  const { set } = await tally(tx, into.conversation_id)
  await changeRow(tx, { row: into, set, name: 'conversation.changed', data: { what: 'merged' } })
}

/** A note that came into a locked conversation (from a machine, or somebody beside the customer) is seen where it is worked on. */
export async function carryNote(tx: Tx, home: Row, message: MessageId): Promise<void> {
  const into = await whereOf(tx, home)
  if (into === null) return
  const [copy = message] = await copyMessages(tx, home, into, [{ seq: home.last_seq, place: into.last_seq + 1 }])
  await changeRow(tx, {
    row: into,
    set: sql`last_seq = last_seq + 1`,
    name: 'note.written',
    data: { messageId: copy, mentions: [] },
  })
}

/** The windows of customers show who has them now: also those whose conversation is worked on in another. */
export async function followWork(tx: Tx, { subject }: { subject: ConversationId }): Promise<void> {
  const { rows } = await sql<Row>`
    update conversations.inbox_row r set rev = r.rev + 1 from conversations.merging g
    where g.into_id = ${subject} and g.undone_at is null and r.conversation_id = g.conversation_id returning r.*`.execute(
    tx,
  )
  for (const row of rows) await announce(tx, row, 'conversation.changed', { what: 'merged' })
}

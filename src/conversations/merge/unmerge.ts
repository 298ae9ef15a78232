import { authorOf, type By, system } from '#kernel/access'
import { releaseBlobs } from '#kernel/blobs'
import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import { asBefore, opened, settle } from '../as-before.ts'
import { handTo } from '../hand-to.ts'
import { announce, changeRow, lockRow, type Row } from '../lock-row.ts'
import type { BeforeMerge } from '../tables.ts'
import { tellPositions } from './merge.ts'
import { lockInOrder, mergingOf } from './merging.ts'
import { placesOf, positionsOf, putInPlaces, putPositions, tellMessages } from './places.ts'
import { tally } from './tally.ts'

type Merging = NonNullable<Awaited<ReturnType<typeof mergingOf>>>

/** Takes a merge back: both are as they were, each with what was said in it since. Answers the row that held both. */
export const unmergeConversations = (ctx: Context, into: ConversationId, other: ConversationId): Promise<Row> =>
  ctx.transaction(async (tx) => {
    await lockInOrder(tx, [other, into])
    const row = await lockRow(tx, ctx.actor, 'conversation.work', into)
    const merging = await mergingOf(tx, other)
    if (merging?.into_id !== into) return row
    await lockRow(tx, ctx.actor, 'conversation.work', other)
    return takeApart(tx, row, merging, authorOf(ctx.actor))
  })

/** The same on rows that this transaction has locked. */
export async function takeApart(tx: Tx, row: Row, merging: Merging, by: By): Promise<Row> {
  await sql`
    update conversations.merging set undone_by = ${by}, undone_at = ${tx.clock.now()} where id = ${merging.id}`.execute(
    tx,
  )
  await takeOut(tx, row, merging.conversation_id)
  await putBack(tx, merging)
  return restore(tx, row, merging)
}

/** Its copies go; what stays is in its old places, with what was said here since. */
async function takeOut(tx: Tx, row: Row, home: ConversationId): Promise<void> {
  const id = row.conversation_id
  const { rows: copies } = await sql<{ id: string; seq: number }>`
    delete from conversations.message where conversation_id = ${id} and home_id = ${home} returning id, seq`.execute(tx)
  const { rows: files } = await sql<{ id: string }>`
    delete from conversations.attachment where conversation_id = ${id} and message_id = any(${copies.map((each) => each.id)}::uuid[])
    returning id`.execute(tx)
  for (const file of files) await releaseBlobs(tx, { kind: 'attachment', id: file.id })
  const left = (await placesOf(tx, id)).map((each, index) => ({ ...each, place: index + 1 }))
  const moved = await putInPlaces(tx, id, left)
  const before = (seq: number) => left.filter((each) => each.seq <= seq).length
  const positions = (await positionsOf(tx, id)).map(({ reader_id, seq, furthest }) => ({
    reader_id,
    seq: before(seq),
    furthest: before(furthest),
  }))
  await putPositions(tx, id, positions)
  await tellPositions(tx, row, positions)
  await tellMessages(tx, row, [...moved, ...copies.map((each) => each.id)])
}

/** What was merged goes back to whoever had it, open when its customer waits. */
async function putBack(tx: Tx, { conversation_id: id, was: { from }, id: mergeId, into_id }: Merging): Promise<void> {
  const row = await lockRow(tx, system, 'conversation.work', id)
  const { set, waits } = await tally(tx, id)
  const since = row.last_seq > from.lastSeq
  const open = from.status === 'open' || (since && waits !== null)
  const slept = from.snoozedUntil !== null && new Date(from.snoozedUntil) <= tx.clock.now()
  const now = await changeRow(tx, {
    row,
    set: sql`${set}, ${open || slept ? opened : asBefore(from)}, waiting_since = ${since ? (open ? waits : null) : from.waitingSince}`,
    name: 'conversation.unmerged',
    data: { mergeId, conversationId: into_id },
  })
  if (now.status !== 'closed') await announce(tx, now, 'conversation.reopened', { from: 'closed' })
  await handBack(tx, now, from)
  await settle(tx, now)
}

async function handBack(tx: Tx, row: Row, { holder, queueId, assigneeId }: BeforeMerge): Promise<void> {
  const to = { holder: 'queue', queue: queueId } as const
  if (holder === 'bot') return
  if (holder === 'queue' || assigneeId === null)
    return void (await handTo(tx, system, row.conversation_id, to, 'unmerged'))
  const agent = (await agentsByIds(tx, [assigneeId])).get(assigneeId)
  await handTo(
    tx,
    system,
    row.conversation_id,
    agent?.active !== true ? to : { holder: 'agent', agent: { id: assigneeId, publicName: agent.publicName } },
    'unmerged',
  )
}

/** What held both: what the merge brought goes, what was done since stays. */
async function restore(tx: Tx, row: Row, { was: { into, from }, id: mergeId, conversation_id }: Merging): Promise<Row> {
  const { set, waits } = await tally(tx, row.conversation_id)
  const brought = from.labels.filter((label) => !into.labels.includes(label))
  const touched = await wasTouched(tx, row.conversation_id, into)
  const settled = !touched && row.status === 'open' && into.status !== 'open'
  await sql`
    delete from conversations.labelling where conversation_id = ${row.conversation_id} and label_id = any(${brought}::uuid[])`.execute(
    tx,
  )
  const waiting = touched ? (row.status === 'open' ? waits : null) : into.waitingSince
  const now = await changeRow(tx, {
    row,
    set: sql`${set} ${settled ? sql`, ${asBefore(into)}` : sql``}, waiting_since = ${waiting}::timestamptz,
      priority = case when priority = ${from.priority} then ${into.priority} else priority end,
      labels = array(select label from unnest(labels) with ordinality as given (label, place)
        where label <> all(${brought}::uuid[]) order by place)`,
    name: 'conversation.unmerged',
    data: { mergeId, conversationId: conversation_id },
  })
  if (settled) await settle(tx, now)
  return now
}

/** Was anything said in it since? What it had then has its old places again, and the rest comes after. */
async function wasTouched(tx: Tx, id: ConversationId, { lastSeq }: BeforeMerge): Promise<boolean> {
  const { rows } = await sql`
    select from conversations.message where conversation_id = ${id} and visibility <> 'note' and seq > ${lastSeq} limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** Two people who were taken for one are two again: so are conversations of theirs that were merged. */
export async function followPeople(tx: Tx, event: StoredEvent<'contact.unmerged'>): Promise<void> {
  const { rows } = await sql<{ id: ConversationId; into: ConversationId }>`
    select g.conversation_id as id, g.into_id as into from conversations.merging g
    join conversations.inbox_row r on r.conversation_id = g.conversation_id
    join conversations.inbox_row works on works.conversation_id = g.into_id
    where g.undone_at is null and r.contact_id <> works.contact_id
      and (r.contact_id = any(${[event.data.from, event.data.to]}::uuid[]) or works.contact_id = any(${[event.data.from, event.data.to]}::uuid[]))
    order by g.at`.execute(tx)
  for (const { id, into } of rows) {
    await lockInOrder(tx, [id, into])
    const merging = await mergingOf(tx, id)
    if (merging?.into_id === into)
      await takeApart(tx, await lockRow(tx, system, 'conversation.work', into), merging, tx.by)
  }
}

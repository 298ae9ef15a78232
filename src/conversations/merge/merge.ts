import { authorOf, system } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { type ConversationId, newId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import { beforeOf } from '../as-before.ts'
import { handTo } from '../hand-to.ts'
import { announce, changeRow, lockRow, type Row } from '../lock-row.ts'
import { refuseSpam } from '../spam/refuse-spam.ts'
import { splitFrom, splitsOf } from '../split/splitting.ts'
import { copyMessages } from './copy.ts'
import { lockInOrder, mergingOf } from './merging.ts'
import { placesOf, positionsOf, putInPlaces, putPositions, tellMessages } from './places.ts'
import { tally } from './tally.ts'
import { positionIn, type Woven, weave } from './weave.ts'

/** More than this nobody reads as one conversation, and it would keep both locked for too long. */
export const MOST_MERGED = 2_000

/**
 * Works on another conversation of the same contact within this one. For the customer both stay what they are: they write and read on
 * where they did, and what they say is here. Answers the row. Errors: `invalid_input`, `too_late`, `not_found`.
 */
export const mergeConversations = (ctx: Context, into: ConversationId, other: ConversationId): Promise<Row> =>
  ctx.transaction(async (tx) => {
    await lockInOrder(tx, [into, other].toSorted())
    const row = await lockRow(tx, ctx.actor, 'conversation.work', into)
    const joins = await lockRow(tx, ctx.actor, 'conversation.work', other)
    const now = await mergingOf(tx, other)
    if (now?.into_id === into) return row
    await refuse(tx, row, joins, now !== undefined)
    const held = await takeFromBot(tx, ctx, row)
    const merge = await keepMerging(tx, ctx, row, joins)
    await bringOver(tx, held, joins)
    await shut(tx, joins, merge)
    return follow(tx, held, joins, merge)
  })

const no = (problem: string, detail: string): Problem =>
  new Problem('invalid_input', problem, { faults: [{ pointer: '/other', detail }] })

async function refuse(tx: Tx, row: Row, joins: Row, merged: boolean): Promise<void> {
  if (row.conversation_id === joins.conversation_id)
    throw no('A conversation cannot be merged into itself.', 'the same one')
  if (row.brand_id !== joins.brand_id) throw no('They are of two brands. Nothing was merged.', 'another brand')
  if (row.contact_id !== joins.contact_id)
    throw no(
      'They are with two different people. If it is the same person, merge the two customers first; nothing was merged.',
      'another contact',
    )
  if (merged) throw no('It is merged into another one already. Take that back first.', 'merged already')
  for (const { conversation_id: id } of [row, joins])
    if ((await splitFrom(tx, id)) !== null || (await splitsOf(tx, id)).length > 0)
      throw no('A part of it was split off. Take that back first; nothing was merged.', 'split')
  refuseSpam(row)
  if (row.status === 'closed')
    throw new Problem('too_late', 'This conversation is closed for good. Merge the other way.')
  if (await holdsOthers(tx, joins.conversation_id))
    throw no(
      'It holds merged conversations itself. Open it and merge this one into it; nothing was merged.',
      'holds others',
    )
  if (row.last_seq + joins.last_seq > MOST_MERGED)
    throw no(`Together they have more than ${MOST_MERGED} messages. Nothing was merged.`, 'too long')
}

async function holdsOthers(tx: Tx, id: ConversationId): Promise<boolean> {
  const { rows } = await sql`
    select from conversations.merging where into_id = ${id} and undone_at is null limit 1`.execute(tx)
  return rows.length > 0
}

/** The bot answers where it was asked and would not see the rest: whoever merges takes it, a program leaves it to the queue. */
async function takeFromBot(tx: Tx, ctx: Context, row: Row): Promise<Row> {
  if (row.holder !== 'bot') return row
  const { actor } = ctx
  const agent = actor.kind === 'agent' ? (await agentsByIds(tx, [actor.id])).get(actor.id) : undefined
  const to =
    agent === undefined
      ? ({ holder: 'queue', queue: null } as const)
      : ({ holder: 'agent', agent: { id: agent.id, publicName: agent.publicName } } as const)
  return handTo(tx, actor, row.conversation_id, to, 'merged')
}

async function keepMerging(tx: Tx, { actor }: Context, row: Row, joins: Row): Promise<string> {
  const id = newId<'merge'>()
  const was = { into: beforeOf(row), from: beforeOf(joins) }
  await tx
    .insertInto('conversations.merging')
    .values({
      id,
      conversation_id: joins.conversation_id,
      into_id: row.conversation_id,
      by: authorOf(actor),
      at: tx.clock.now(),
      was: JSON.stringify(was),
    })
    .execute()
  return id
}

/** Both by time, everybody's position with them, and a draft where there is none yet. */
async function bringOver(tx: Tx, row: Row, joins: Row): Promise<void> {
  const [id, other] = [row.conversation_id, joins.conversation_id]
  const woven = weave(await placesOf(tx, id), await placesOf(tx, other))
  const moved = await putInPlaces(
    tx,
    id,
    woven.filter(({ from }) => from === 'own'),
  )
  const copies = await copyMessages(
    tx,
    joins,
    row,
    woven.filter(({ from }) => from === 'other'),
  )
  await movePositions(tx, row, joins, woven)
  await tellMessages(tx, row, [...moved, ...copies])
  await sql`
    update conversations.draft d set conversation_id = ${id} where conversation_id = ${other} and not exists (
      select from conversations.draft w where w.conversation_id = ${id} and w.agent_id = d.agent_id and w.kind = d.kind)`.execute(
    tx,
  )
}

async function movePositions(tx: Tx, row: Row, joins: Row, woven: readonly Woven[]): Promise<void> {
  const others = new Map((await positionsOf(tx, joins.conversation_id)).map((each) => [each.reader_id, each.seq]))
  const now = (await positionsOf(tx, row.conversation_id)).map((each) => ({
    reader_id: each.reader_id,
    ...positionIn(woven, each, others.get(each.reader_id) ?? 0, each.reader_id === row.contact_id),
  }))
  await putPositions(tx, row.conversation_id, now)
  await tellPositions(tx, row, now)
}

/** Their own screens show what is new to them now. */
export async function tellPositions(
  tx: Tx,
  row: Row,
  positions: readonly { reader_id: string; seq: number }[],
): Promise<void> {
  for (const { reader_id, seq } of positions)
    if (reader_id !== row.contact_id)
      await announce(tx, row, 'conversation.unread', { seq: seq + 1, agentId: reader_id })
}

/** Nobody works on it by itself any more: it is in no list, and its work is done. */
async function shut(tx: Tx, joins: Row, mergeId: string): Promise<void> {
  const left = await handTo(tx, system, joins.conversation_id, { holder: 'bot' }, 'merged')
  await changeRow(tx, {
    row: left,
    set: sql`was_status = status, status = 'closed', waiting_since = null, snoozed_until = null`,
    name: 'conversation.closed',
    data: { mergeId },
  })
}

/** What it was about is here now: who waits, how urgent it is, its labels. */
async function follow(tx: Tx, row: Row, joins: Row, mergeId: string): Promise<Row> {
  const { set } = await tally(tx, row.conversation_id)
  const opens = joins.status === 'open' && row.status !== 'open'
  const labels = joins.labels.filter((label) => !row.labels.includes(label))
  await sql`
    insert into conversations.labelling (conversation_id, label_id, by, at)
    select ${row.conversation_id}, label, ${tx.by}, ${tx.clock.now()} from unnest(${labels}::uuid[]) label on conflict do nothing`.execute(
    tx,
  )
  const status = opens
    ? sql`, was_status = status, status = 'open', snoozed_until = null, solved_at = null, disposition_id = null`
    : sql``
  const merged = await changeRow(tx, {
    row,
    set: sql`${set}, labels = labels || ${labels}::uuid[], priority = ${moreUrgent(row, joins)},
      waiting_since = least(waiting_since, ${joins.waiting_since}::timestamptz) ${status}`,
    name: 'conversation.merged',
    data: { mergeId, conversationId: joins.conversation_id },
  })
  if (opens) await announce(tx, merged, 'conversation.reopened', { from: row.status })
  return merged
}

const moreUrgent = (row: Row, joins: Row): Row['priority'] =>
  joins.status !== 'solved' && joins.status !== 'closed' && joins.priority < row.priority
    ? joins.priority
    : row.priority

import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds, brandById } from '#people'
import { announce, changeRow, lockRow, type Row } from '../lock-row.ts'
import { copyMessages } from '../merge/copy.ts'
import { mergingOf } from '../merge/merging.ts'
import { tally } from '../merge/tally.ts'
import { findMessage } from '../message.ts'
import { newReference } from '../reference.ts'
import { refuseSpam } from '../spam/refuse-spam.ts'
import { splitFrom } from './splitting.ts'

interface Split {
  id: ConversationId
  /** Of the new conversation, made by the client: the same again changes nothing. */
  split: ConversationId
  from: MessageId
}

/**
 * Works on a message, and on what was said after it, in a conversation of its own: another matter. For the customer nothing moves, and
 * answers reach them where they wrote. Answers the row of the new one. Errors: `invalid_input`, `too_late`, `not_found`, `id_reused`.
 */
export const splitConversation = (ctx: Context, { id, split, from }: Split): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.work', id)
    if (await isThere(tx, id, split)) return lockRow(tx, ctx.actor, 'conversation.work', split)
    const first = await findMessage(tx, row, from)
    if (first === undefined) throw notFound('message')
    await refuse(tx, row, first.seq)
    await insertBoth(tx, row, split, await holderOf(tx, ctx, row))
    await tx
      .insertInto('conversations.splitting')
      .values({ conversation_id: split, origin_id: id, from_seq: first.seq, by: tx.by, at: tx.clock.now() })
      .execute()
    const made = await fill(tx, row, split, first.seq)
    await leave(tx, row, split, first.seq)
    return made
  })

async function isThere(tx: Tx, origin: ConversationId, split: ConversationId): Promise<boolean> {
  if ((await splitFrom(tx, split)) === origin) return true
  const { rows } = await sql`select from conversations.conversation where id = ${split}`.execute(tx)
  if (rows.length > 0) throw new Problem('id_reused', 'This id already belongs to another conversation. Nothing moved.')
  return false
}

const no = (problem: string, detail: string): Problem =>
  new Problem('invalid_input', problem, { faults: [{ pointer: '/from', detail }] })

async function refuse(tx: Tx, row: Row, seq: number): Promise<void> {
  const id = row.conversation_id
  refuseSpam(row)
  if (row.status === 'closed')
    throw new Problem('too_late', 'This conversation is closed for good. Nothing was split off.')
  if ((await splitFrom(tx, id)) !== null)
    throw no('It was split from another conversation itself. Split that one; nothing was changed.', 'a split itself')
  const { rows } = await sql<{ merged: boolean; alone: boolean }>`
    select exists (select from conversations.merging where into_id = ${id} and undone_at is null) as merged,
      not exists (select from conversations.message where conversation_id = ${id} and seq < ${seq} and visibility <> 'note') as alone`.execute(
    tx,
  )
  if (rows[0]?.merged === true || (await mergingOf(tx, id)) !== undefined)
    throw no('It holds merged conversations. Take them apart first; nothing was split off.', 'holds others')
  if (rows[0]?.alone === true)
    throw no('From its first message on it would be the whole conversation. Choose a later message.', 'the first one')
}

interface Held {
  holder: 'agent' | 'queue'
  agent: string | null
  name: string | null
}
/** Whoever splits it off works on it; a program leaves it to the queue. */
async function holderOf(tx: Tx, { actor }: Context, row: Row): Promise<Held & { queue: string | null }> {
  const agent = actor.kind === 'agent' ? (await agentsByIds(tx, [actor.id])).get(actor.id) : undefined
  const queue = row.queue_id
  return agent === undefined
    ? { holder: 'queue', agent: null, name: null, queue }
    : { holder: 'agent', agent: agent.id, name: agent.publicName, queue }
}

async function insertBoth(tx: Tx, row: Row, split: ConversationId, held: Awaited<ReturnType<typeof holderOf>>) {
  const brand = await brandById(tx, row.brand_id)
  if (brand === null) throw notFound('brand')
  const now = tx.clock.now()
  await sql`
    insert into conversations.conversation (id, brand_id, account_id, channel, visibility, thread_key, contact_id, reference, subject, lang,
      page, created_at)
    select ${split}, brand_id, account_id, channel, visibility, ${`split ${split}`}, ${row.contact_id}, ${newReference(brand.slug)}, null,
      lang, null, ${now} from conversations.conversation where id = ${row.conversation_id}`.execute(tx)
  await sql`
    insert into conversations.inbox_row (conversation_id, brand_id, contact_id, contact_name, channel, visibility, reference, subject, lang,
      created_at, holder, queue_id, assignee_id, assignee_name, vip, last_text, last_by, last_at, last_seq)
    select c.id, c.brand_id, c.contact_id, ${row.contact_name}, c.channel, c.visibility, c.reference, null, c.lang, ${now},
      ${held.holder}, ${held.queue}::uuid, ${held.agent}::uuid, ${held.name}, ${row.vip}, '', 'contact', ${row.last_at}, 0
    from conversations.conversation c where c.id = ${split}`.execute(tx)
}

/** The new one holds what was said from there on, and whoever waited in that waits in it. */
async function fill(tx: Tx, origin: Row, split: ConversationId, from: number): Promise<Row> {
  const { rows } = await sql<Row & { account_id: string }>`
    select r.*, c.account_id from conversations.inbox_row r join conversations.conversation c on c.id = r.conversation_id
    where r.conversation_id = ${split} for update of r`.execute(tx)
  const [row] = rows
  if (row === undefined) throw notFound('conversation')
  const { account_id: accountId } = row
  await announce(tx, row, 'conversation.started', { channel: row.channel, accountId, holder: row.holder })
  const count = origin.last_seq - from + 1
  await copyMessages(
    tx,
    origin,
    row,
    Array.from({ length: count }, (_, n) => ({ seq: from + n, place: n + 1 })),
  )
  const { set, waits } = await tally(tx, split)
  const since = origin.waiting_since === null ? null : waits
  return changeRow(tx, {
    row,
    set: sql`${set}, waiting_since = ${since}::timestamptz`,
    name: 'conversation.split-off',
    data: { conversationId: origin.conversation_id, ...(since !== null && { since: since.toISOString() }) },
  })
}

/** Who waits for an answer to what was said before that goes on waiting here. */
async function leave(tx: Tx, row: Row, split: ConversationId, from: number): Promise<void> {
  const { rows } = await sql<{ since: Date | null }>`
    select min(m.received_at) as since from conversations.message m where m.conversation_id = ${row.conversation_id}
      and m.by_kind = 'contact' and m.seq < ${from} and m.received_at >= ${row.waiting_since}::timestamptz`.execute(tx)
  const since = rows[0]?.since ?? null
  await changeRow(tx, {
    row,
    set: sql`waiting_since = ${since}::timestamptz`,
    name: 'conversation.split',
    data: { conversationId: split, waits: since !== null },
  })
}

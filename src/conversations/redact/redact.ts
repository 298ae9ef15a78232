import type { Selectable } from 'kysely'
import { audit, authorOf } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { ConversationId, MessageId } from '#kernel/ids'
import { type Context, REDACTED } from '#kernel/registry'
import { conversationFor } from '../conversation-for.ts'
import { changeRow, lockRow, type Row } from '../lock-row.ts'
import { findMessage } from '../message.ts'
import { presentMessage } from '../present-one.ts'
import type { MessageTable } from '../tables.ts'
import { type BakedText, bakeText, previewOf } from '../text.ts'
import type { RedactApi } from './contract.ts'
import { blacken, changeFiles, type FileWork, type Place } from './files.ts'
import { waysToSay, without, withoutWords } from './pieces.ts'
import { relatedTo } from './related.ts'

const ROUTE = 'POST /api/v1/conversations/:id/messages/:message/redactions'
type Wanted = RedactApi[typeof ROUTE]['body']
type Answer = RedactApi[typeof ROUTE]['answer']

/**
 * Takes words, parts of pictures or whole files out for good: of the message, and of all that the conversation holds besides. Said
 * twice (same id), it is meant once. Errors: `stale` when the message is another one by now, `invalid_input` for words it does not say.
 */
export async function redact(ctx: Context, id: ConversationId, message: MessageId, wanted: Wanted): Promise<Answer> {
  await conversationFor(ctx.actor, id, ctx.db, 'conversation.redact')
  refuseNothing(wanted)
  if (!(await isDone(ctx, message, wanted))) {
    const files = await blacken(ctx, id, message, wanted.files)
    const gone = await ctx.transaction((tx) => inOne(tx, ctx, { id, message, wanted, files }))
    // The row is gone with the transaction; its bytes go now, and at the latest with the next sweep.
    for (const key of gone) await ctx.app.blobs.drop(key)
  }
  return presentMessage(ctx.db, id, message)
}

interface Work {
  id: ConversationId
  message: MessageId
  wanted: Wanted
  files: readonly FileWork[]
}

/** Everything that is held of it changes together. Answers the files nobody holds any more. */
async function inOne(tx: Tx, ctx: Context, { id, message, wanted, files }: Work): Promise<string[]> {
  const row = await lockRow(tx, ctx.actor, 'conversation.redact', id)
  const said = await findMessage(tx, row, message)
  if (said === undefined) throw notFound('message')
  if (said.rev !== wanted.rev)
    throw new Problem('stale', 'The message has changed since you looked at it. Nothing was taken out; look again.')
  for (const piece of wanted.pieces)
    if (!said.text.includes(piece))
      throw new Problem('invalid_input', 'The message does not say this. Nothing was taken out; mark it again.', {
        faults: [{ pointer: '/body/pieces', detail: 'must be words of the message' }],
      })
  const pieces = waysToSay(wanted.pieces)
  const conversations = await relatedTo(tx, id)
  for (const other of conversations) if (other !== id) await lockAny(tx, other)
  const { gone, at } = await changeFiles(tx, row.brand_id, conversations, files)
  const own = await placesOf(tx, conversations, said)
  const touched = await takeOut(tx, { conversations, pieces, at, own, whole: wanted.whole })
  for (const table of ctx.app.registered.personals.values())
    await table.redact?.(tx, { conversations, pieces, wholly: wanted.whole ? own : [] })
  await record(tx, ctx, row, { message, wanted, touched })
  return gone
}

const lockAny = (tx: Tx, id: ConversationId) =>
  sql`select from conversations.inbox_row where conversation_id = ${id} for update`.execute(tx)

/** The message, its copies, and what it is a copy of. */
async function placesOf(
  tx: Tx,
  conversations: readonly ConversationId[],
  said: Pick<Selectable<MessageTable>, 'conversation_id' | 'seq' | 'home_id' | 'home_seq'>,
): Promise<Place[]> {
  const home = { id: said.home_id ?? said.conversation_id, seq: said.home_seq ?? said.seq }
  const { rows } = await sql<Place>`
    select conversation_id as conversation, id as message from conversations.message
    where conversation_id = any(${[...conversations]}::uuid[])
      and coalesce(home_id, conversation_id) = ${home.id} and coalesce(home_seq, seq) = ${home.seq}`.execute(tx)
  return rows
}

interface Out {
  conversations: readonly ConversationId[]
  pieces: readonly string[]
  /** Whose files changed. */
  at: readonly Place[]
  own: readonly Place[]
  whole: boolean
}
interface Touched {
  conversation_id: ConversationId
  id: MessageId
  text: string
}

/** The messages that say it, here and where they are copied, are written anew; each reads differently then. */
async function takeOut(tx: Tx, { conversations, pieces, at, own, whole }: Out): Promise<Touched[]> {
  const places = [...at, ...own]
  const { rows } = await sql<Touched>`
    select conversation_id, id, text from conversations.message m where conversation_id = any(${[...conversations]}::uuid[]) and (
      exists (select from unnest(${[...pieces]}::text[]) piece where position(piece in m.text) > 0)
      or (m.conversation_id, m.id) in (
        select * from unnest(${places.map((place) => place.conversation)}::uuid[], ${places.map((place) => place.message)}::uuid[])))
    order by conversation_id, seq`.execute(tx)
  for (const row of rows) {
    const isOwn = own.some((place) => place.conversation === row.conversation_id && place.message === row.id)
    const left = isOwn ? without(row.text, pieces, REDACTED) : withoutWords(row.text, pieces, REDACTED)
    const baked: BakedText = await bakeText(isOwn && whole ? REDACTED : left)
    await sql`
      update conversations.message set text = ${baked.text}, html = ${baked.html}, baked_by = ${baked.bakedBy}, rev = rev + 1,
        attachments = (select count(*) from conversations.attachment a where a.conversation_id = ${row.conversation_id} and a.message_id = ${row.id})
      where conversation_id = ${row.conversation_id} and id = ${row.id}`.execute(tx)
  }
  return rows
}

interface Done {
  message: MessageId
  wanted: Wanted
  touched: readonly Touched[]
}

/** Who took out what kind, never what; and each conversation's line in lists says no more of it. */
async function record(tx: Tx, ctx: Context, row: Row, { message, wanted, touched }: Done): Promise<void> {
  const { kind } = wanted
  const counts = countsOf(wanted)
  await sql`
    insert into conversations.redaction (id, conversation_id, message_id, kind, pieces, files, by, at)
    values (${wanted.id}, ${row.conversation_id}, ${message}, ${kind}, ${counts.pieces}, ${counts.files}, ${authorOf(ctx.actor)}, ${tx.clock.now()})`.execute(
    tx,
  )
  const about = new Set([row.conversation_id, ...touched.map((each) => each.conversation_id)])
  for (const id of about) {
    const now = await newest(tx, id)
    const changed = touched.filter((each) => each.conversation_id === id)
    for (const each of changed.length > 0 ? changed : [{ id: message }])
      await changeRow(tx, {
        row: id === row.conversation_id ? row : await lockedRow(tx, id),
        set: now,
        name: 'message.redacted',
        data: { messageId: each.id, what: kind, ...counts },
      })
  }
  await audit(tx, {
    deed: 'message.redact',
    subject: row.conversation_id,
    brand: row.brand_id,
    data: { message, kind, ...counts },
  })
}

async function lockedRow(tx: Tx, id: ConversationId): Promise<Row> {
  return tx
    .selectFrom('conversations.inbox_row')
    .selectAll()
    .where('conversation_id', '=', id)
    .executeTakeFirstOrThrow()
}

async function newest(tx: Tx, id: ConversationId) {
  const { rows } = await sql<{ text: string }>`
    select m.text from conversations.message m where m.conversation_id = ${id} and m.visibility <> 'note'
      and m.delivery is distinct from 'withdrawn' and m.deleted_at is null order by m.seq desc limit 1`.execute(tx)
  const [last] = rows
  return last === undefined ? sql`last_text = last_text` : sql`last_text = ${previewOf(last.text)}`
}

function refuseNothing({ whole, pieces, files }: Wanted): void {
  if (whole || pieces.length > 0 || files.length > 0) return
  throw new Problem('invalid_input', 'Nothing is marked. Mark what is to be taken out.', {
    faults: [{ pointer: '/body/pieces', detail: 'mark something' }],
  })
}

const countsOf = ({ whole, pieces, files }: Wanted) => ({ pieces: whole ? 1 : pieces.length, files: files.length })

/** The same again was done; the same id with something else is not. What was taken out is not kept, not even as a digest. */
async function isDone({ db }: Context, message: MessageId, wanted: Wanted): Promise<boolean> {
  const { pieces, files } = countsOf(wanted)
  const { rows } = await sql<{ same: boolean }>`
    select message_id = ${message} and kind = ${wanted.kind} and pieces = ${pieces} and files = ${files} as same
    from conversations.redaction where id = ${wanted.id}`.execute(db)
  const [done] = rows
  if (done === undefined) return false
  if (done.same) return true
  throw new Problem('id_reused', 'This id already belongs to something else. Send again with a new id.')
}

import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { AgentId, ConversationId, MessageId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import { refuseUnapproved } from '../approval/trainees.ts'
import { changeRow, lockRow, type Row } from '../lock-row.ts'
import { mailHeadOf, refuseMail } from '../mail-head.ts'
import { lockWay } from '../merge/reply-by.ts'
import type { MailHead } from '../shapes.ts'
import { refuseSpam } from '../spam/refuse-spam.ts'

export interface SendLater {
  conversationId: ConversationId
  /** The message's: it is sent once, whatever happens. */
  id: MessageId
  text: string
  attachments?: readonly string[]
  seenSeq: number
  next?: 'stay' | 'wait' | 'solve'
  mail?: MailHead
  way?: ConversationId
  sendAt: string
  /** Also when the customer has written by then. */
  anyway?: boolean
}

declare module '#kernel/jobs' {
  interface JobMap {
    'conversations.send-later': { conversationId: ConversationId; id: MessageId; rev: number }
  }
}

const A_YEAR_MS = 366 * 24 * 3_600_000

/** An advisor's reply waits for a time. The same id again changes it while it waits. Errors: `invalid_input`, `too_late`, `not_found`. */
export const sendLater = (ctx: Context, later: SendLater): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const agent = advisorOf(ctx)
    const sendAt = timeOf(ctx, later)
    const text = plain(later.text).trim()
    const files = later.attachments ?? []
    if (text === '' && files.length === 0)
      throw wrong('/text', 'Write something or attach a file.', 'The reply is empty.')
    const home = await lockWay(tx, later)
    const row = await lockRow(tx, ctx.actor, 'conversation.reply', later.conversationId)
    refuseSpam(row)
    if (row.status === 'closed')
      throw new Problem('too_late', 'This conversation is closed for good. Your text is kept as a draft.')
    const mail = later.mail === undefined ? null : mailHeadOf(later.mail)
    refuseMail(home ?? row, mail)
    await refuseUnapproved(tx, ctx, home ?? row)
    await refuseSent(tx, row, later.id)
    const said = { ...later, text, mail, way: home?.conversation_id ?? null, sendAt }
    if (await waitsSo(tx, agent, said)) return row
    const { rows } = await sql<{ rev: number }>`
      insert into conversations.scheduled as s (id, conversation_id, agent_id, text, attachments, mail, way, next, seen_seq, anyway, send_at, at)
      values (${later.id}, ${row.conversation_id}, ${agent}, ${text}, ${[...files]}::uuid[], ${mail === null ? null : JSON.stringify(mail)}::jsonb,
        ${home?.conversation_id ?? null}, ${later.next ?? 'stay'}, ${later.seenSeq}, ${later.anyway ?? false}, ${sendAt}, ${tx.clock.now()})
      on conflict (id) do update set text = excluded.text, attachments = excluded.attachments, mail = excluded.mail, way = excluded.way,
        next = excluded.next, seen_seq = excluded.seen_seq, anyway = excluded.anyway, send_at = excluded.send_at, at = excluded.at,
        stopped = null, rev = s.rev + 1
      where s.agent_id = excluded.agent_id and s.conversation_id = excluded.conversation_id returning rev`.execute(tx)
    const [kept] = rows
    if (kept === undefined) throw notFound('reply')
    await sql`delete from conversations.draft
      where conversation_id = ${row.conversation_id} and agent_id = ${agent} and kind = 'reply'`.execute(tx)
    const job = { conversationId: row.conversation_id, id: later.id, rev: kept.rev }
    await enqueue(tx, 'conversations.send-later', job, { key: `${later.id} ${kept.rev}`, at: sendAt })
    return tellLater(tx, row, later.id)
  })

/** The very same waits already: said again, it is no news. */
async function waitsSo(
  tx: Tx,
  agent: AgentId,
  said: Omit<SendLater, 'mail' | 'way' | 'sendAt'> & {
    mail: MailHead | null
    way: ConversationId | null
    sendAt: Date
  },
): Promise<boolean> {
  const { rows } = await sql`
    select from conversations.scheduled where id = ${said.id} and conversation_id = ${said.conversationId} and agent_id = ${agent} and text = ${said.text} and stopped is null
      and attachments = ${[...(said.attachments ?? [])]}::uuid[] and way is not distinct from ${said.way}::uuid and next = ${said.next ?? 'stay'}
      and mail is not distinct from ${said.mail === null ? null : JSON.stringify(said.mail)}::jsonb
      and seen_seq = ${said.seenSeq} and anyway = ${said.anyway ?? false} and send_at = ${said.sendAt}`.execute(tx)
  return rows.length > 0
}

/** Its author takes it back: the text is theirs again, and nothing is sent. One that did not go anybody may put away who may reply. */
export const cancelLater = (ctx: Context, conversation: ConversationId, id: MessageId): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.reply', conversation)
    const { rows } = await sql`
      delete from conversations.scheduled where id = ${id} and conversation_id = ${conversation} and (agent_id = ${advisorOf(ctx)} or stopped is not null)
      returning id`.execute(tx)
    return rows.length === 0 ? row : tellLater(tx, row, id)
  })

/** What waits, and what does not any more, is shown beside the messages. */
export const tellLater = (tx: Tx, row: Row, messageId: MessageId): Promise<Row> =>
  changeRow(tx, { row, set: sql`last_seq = last_seq`, name: 'reply.scheduled', data: { messageId } })

const wrong = (pointer: string, detail: string, problem: string): Problem =>
  new Problem('invalid_input', problem, { faults: [{ pointer, detail }] })

function advisorOf({ actor }: Context): AgentId {
  if (actor.kind === 'agent') return actor.id
  throw new Problem('not_allowed', 'Only an advisor can leave a reply for later. Send it when its time has come.')
}

function timeOf(ctx: Context, { sendAt }: SendLater): Date {
  const [at, now] = [new Date(sendAt), ctx.clock.now()]
  if (at > now && at.getTime() < now.getTime() + A_YEAR_MS) return at
  throw wrong('/sendAt', 'within a year from now', 'Choose a time to come, within a year. Nothing was sent.')
}

async function refuseSent(tx: Tx, row: Row, id: MessageId): Promise<void> {
  const { rows } = await sql`
    select from conversations.message where conversation_id = ${row.conversation_id} and id = ${id}`.execute(tx)
  if (rows.length > 0) throw new Problem('too_late', 'It was sent already. Write another one to correct it.')
}

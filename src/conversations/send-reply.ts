import type { Selectable } from 'kysely'
import { authorOf } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { refuseUnapproved } from './approval/trainees.ts'
import { attach } from './attach.ts'
import { refuseWithoutReason } from './dispositions/check.ts'
import { holdBy, shownName } from './hold-by.ts'
import { lockRow, type Row } from './lock-row.ts'
import { mailHeadOf, refuseMail, sameMail } from './mail-head.ts'
import { copyFiles } from './merge/copy.ts'
import { lockWay, placeByWay } from './merge/reply-by.ts'
import { findMessage, type NewMessage } from './message.ts'
import { refuseStale } from './missed.ts'
import { placeMessage } from './place-message.ts'
import type { MailHead } from './shapes.ts'
import { solveLocked } from './solve.ts'
import { refuseSpam } from './spam/refuse-spam.ts'
import type { BeforeReply, MessageTable } from './tables.ts'
import { type BakedText, bakeText } from './text.ts'

export interface Reply {
  conversationId: ConversationId
  id: MessageId
  text: string
  attachments?: readonly string[]
  /** seq of the newest customer message the author has seen. */
  seenSeq: number
  next?: 'stay' | 'wait' | 'solve'
  disposition?: string
  /** On channels that carry it. */
  mail?: MailHead
  /** The merged conversation by which it goes to the customer; absent: by this one's own way. */
  way?: ConversationId
  /** It is printed and goes by post: sent, and by no channel. */
  onPaper?: boolean
}

interface Word {
  /** A colleague's word that it may go, where its author needs one; kept in the same transaction. */
  approved?: (tx: Tx, sent: Row) => Promise<void>
}

/**
 * An advisor answers the customer. Said twice (same id), it is meant once; the same id with another text is `id_reused`.
 * Refused as `stale`, with the messages missed, when the customer has written since. Whoever answers holds the conversation.
 */
export async function sendReply(ctx: Context, reply: Reply, { approved }: Word = {}): Promise<Row> {
  const [baked, author] = await Promise.all([bakeText(reply.text), shownName(ctx)])
  if (baked.text === '' && (reply.attachments ?? []).length === 0) {
    throw new Problem('invalid_input', 'The reply is empty.', {
      faults: [{ pointer: '/text', detail: 'Write something or attach a file.' }],
    })
  }
  const mail = reply.mail === undefined ? null : mailHeadOf(reply.mail)
  return ctx.transaction(async (tx) => {
    const home = await lockWay(tx, reply)
    const row = await lockRow(tx, ctx.actor, 'conversation.reply', reply.conversationId)
    const said = await findMessage(tx, row, reply.id)
    if (said !== undefined)
      return sameReply(isSame(said, baked, mail, ctx) && said.home_id === (home?.conversation_id ?? null), row)
    await refuseStale(tx, row, reply.seenSeq)
    refuseClosed(row)
    if (approved === undefined) await refuseUnapproved(tx, ctx, home ?? row)
    refuseMail(home ?? row, mail)
    const held = await holdBy(tx, ctx, row, author)
    const sent = await place(tx, ctx, held, { ...reply, mail, author, before: row, home }, baked)
    await approved?.(tx, sent)
    if (reply.next !== 'solve') return sent
    await refuseWithoutReason(ctx.app, row, authorOf(ctx.actor), reply.disposition ?? null)
    return solveLocked(tx, sent, authorOf(ctx.actor), reply.disposition ?? null)
  })
}

const isSame = (said: Said, baked: BakedText, mail: MailHead | null, { actor }: Context): boolean =>
  said.text === baked.text && said.by_id === actor.id && sameMail(said.mail, mail)

function sameReply(same: boolean, row: Row): Row {
  if (same) return row
  throw new Problem(
    'id_reused',
    'This id already belongs to another message. Send again with a new id; nothing was stored.',
  )
}

function refuseClosed(row: Row): void {
  refuseSpam(row)
  if (row.status === 'closed')
    throw new Problem('too_late', 'This conversation is closed for good. Your text was not sent.')
}

type Placed = Omit<Reply, 'mail'> & { mail: MailHead | null; author: string; before: Row; home: Row | null }
type Said = Pick<Selectable<MessageTable>, 'text' | 'by_id' | 'mail' | 'home_id'>

/** What undo puts back. */
const beforeOf = (row: Row): BeforeReply => ({
  status: row.status,
  waitingSince: row.waiting_since?.toISOString() ?? null,
  holder: row.holder,
  queueId: row.queue_id,
  assigneeId: row.assignee_id,
  assigneeName: row.assignee_name,
})

async function place(tx: Tx, ctx: Context, row: Row, reply: Placed, baked: BakedText): Promise<Row> {
  const { home, attachments = [] } = reply
  const said = messageOf(ctx, home ?? row, reply, baked)
  const copy = home === null ? said : await copyOf(tx, ctx, home, said, attachments)
  const agent = ctx.actor.kind === 'agent' ? ctx.actor.id : null
  const next = reply.next ?? 'stay'
  const sent = await placeMessage(tx, {
    row,
    set: sql`last_seq = last_seq + 1, last_text = ${baked.preview}, last_by = 'agent', last_at = ${tx.clock.now()}, waiting_since = null,
      was_status = status, status = ${next === 'wait' ? 'pending' : 'open'}, snoozed_until = null`,
    name: 'reply.sent',
    data: {
      messageId: reply.id,
      seq: row.last_seq + 1,
      author: 'agent',
      next,
      ...(agent === null ? {} : { agentId: agent }),
      ...(row.status === 'open' ? {} : { wasStatus: row.status }),
    },
    message: { ...copy, before: beforeOf(reply.before) },
    also: sql`delete from conversations.draft
      where conversation_id = ${row.conversation_id} and agent_id = ${ctx.actor.id} and kind = 'reply'`,
  })
  if (home === null) await attach(tx, sent.conversation_id, reply.id, attachments, authorOf(ctx.actor))
  else await copyFiles(tx, home.conversation_id, reply.id, sent, reply.id)
  return sent
}

const messageOf = (ctx: Context, { visibility, channel }: Row, reply: Placed, baked: BakedText): NewMessage => ({
  id: reply.id,
  by: { kind: 'agent', id: ctx.actor.id, name: reply.author },
  baked,
  visibility,
  delivery: reply.onPaper === true || isOurWindow(channel) ? 'sent' : 'queued',
  ...(reply.onPaper === true && { channel: 'letter' }),
  mail: reply.mail,
  attachments: reply.attachments?.length ?? 0,
})

/** It stands where the customer reads it; where it was written stands a copy. */
async function copyOf(
  tx: Tx,
  ctx: Context,
  home: Row,
  said: NewMessage,
  files: readonly string[],
): Promise<NewMessage> {
  return { ...said, channel: home.channel, home: await placeByWay(tx, ctx, home, said, files) }
}

/** Where we are the provider, a reply shows at once and undo withdraws it; elsewhere it is held until undo has passed. */
export const isOurWindow = (channel: string): boolean =>
  channel === 'chat.web' || channel === 'chat.app' || channel === 'form'

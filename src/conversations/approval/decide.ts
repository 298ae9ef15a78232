import { type Actor, whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { AgentId, ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import { tell } from '#notices'
import { conversationFor } from '../conversation-for.ts'
import { lockRow, type Row } from '../lock-row.ts'
import { findMessage } from '../message.ts'
import { sendReply } from '../send-reply.ts'
import type { MailHead } from '../shapes.ts'
import { tellProposal } from './propose.ts'

interface Proposed {
  id: MessageId
  agent_id: AgentId
  text: string
  attachments: string[]
  mail: MailHead | null
  way: ConversationId | null
  next: 'stay' | 'wait' | 'solve'
  disposition_id: string | null
  state: 'waiting' | 'returned'
  rev: number
}
interface Approve {
  rev: number
  /** seq of the newest customer message the approver has seen. */
  seenSeq: number
  text?: string
}

/** Sends it as its author, in one transaction with the word that it may go. Errors: `stale`, `conflict` when it was changed since. */
export async function approve(ctx: Context, id: ConversationId, message: MessageId, given: Approve): Promise<Row> {
  const approver = colleague(ctx)
  const row = await conversationFor(ctx.actor, id, ctx.db, 'conversation.approve')
  const found = await proposalOf(ctx, id, message)
  if (found === null) {
    if (await isSent(ctx, row, message)) return row
    throw notFound('reply')
  }
  refuseOwn(approver, found)
  await refuseGone(ctx, found, row)
  const text = given.text === undefined ? found.text : plain(given.text).trim()
  const changed = text !== found.text
  const reply = {
    conversationId: id,
    id: message,
    text,
    attachments: found.attachments,
    seenSeq: given.seenSeq,
    next: found.next,
    ...(found.disposition_id !== null && { disposition: found.disposition_id }),
    ...(found.mail !== null && { mail: found.mail }),
    ...(found.way !== null && { way: found.way }),
  }
  return sendReply(ctx.app.context(asAuthor(found.agent_id, row)), reply, {
    approved: (tx, sent) => settle(tx, sent, { message, approver, rev: given.rev, changed }),
  })
}

interface Word {
  message: MessageId
  approver: AgentId
  rev: number
  changed: boolean
}
async function settle(tx: Tx, row: Row, { message, approver, rev, changed }: Word): Promise<void> {
  const { rows } = await sql<{ agent: AgentId }>`
    delete from conversations.proposal where id = ${message} and rev = ${rev} and state = 'waiting' returning agent_id as agent`.execute(
    tx,
  )
  const [settled] = rows
  if (settled === undefined) throw changedSince()
  await record(tx, row, { message, rev, agent: settled.agent, approver, outcome: changed ? 'changed' : 'sent' })
  const where = { brand: row.brand_id, scopes: row.scopes }
  const data = { messageId: message, agentId: approver, changed }
  await publish(tx, 'reply.approved', { ...where, subject: row.conversation_id, data })
}

/** Back to its author, with what should be better. */
export const giveBack = (
  ctx: Context,
  id: ConversationId,
  message: MessageId,
  { rev, remark }: { rev: number; remark: string },
): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const approver = colleague(ctx)
    const row = await lockRow(tx, ctx.actor, 'conversation.approve', id)
    const found = await proposalOf({ db: tx }, id, message)
    if (found === null) {
      if ((await findMessage(tx, row, message)) === undefined) throw notFound('reply')
      throw new Problem('too_late', 'It was sent already.')
    }
    refuseOwn(approver, found)
    if (found.rev === rev + 1 && found.state === 'returned') return row
    if (found.rev !== rev || found.state !== 'waiting') throw changedSince()
    await sql`
      update conversations.proposal set state = 'returned', remark = ${plain(remark).trim()}, decided_by = ${approver}, rev = rev + 1
      where id = ${message}`.execute(tx)
    await record(tx, row, { message, rev, agent: found.agent_id, approver, outcome: 'returned' })
    await tell(tx, {
      agent: found.agent_id,
      kind: 'approval',
      about: { kind: 'conversation', id },
      where: { brand: row.brand_id, scopes: row.scopes },
      data: { by: approver, code: 'returned' },
      key: `returned:${message} ${rev}`,
    })
    return tellProposal(tx, row, message)
  })

interface Decided {
  message: MessageId
  rev: number
  agent: AgentId
  approver: AgentId
  outcome: 'sent' | 'changed' | 'returned'
}
const record = (tx: Tx, row: Row, { message, rev, agent, approver, outcome }: Decided) =>
  sql`
    insert into conversations.approval (id, rev, conversation_id, agent_id, brand_id, outcome, decided_by, at)
    values (${message}, ${rev}, ${row.conversation_id}, ${agent}, ${row.brand_id}, ${outcome}, ${approver}, ${tx.clock.now()})
    on conflict do nothing`.execute(tx)

async function proposalOf(
  { db }: Pick<Context, 'db'>,
  id: ConversationId,
  message: MessageId,
): Promise<Proposed | null> {
  const { rows } = await sql<Proposed>`
    select id, agent_id, text, attachments, mail, way, next, disposition_id, state, rev from conversations.proposal
    where id = ${message} and conversation_id = ${id}`.execute(db)
  return rows[0] ?? null
}

const isSent = (ctx: Context, row: Row, message: MessageId): Promise<boolean> =>
  ctx.transaction(async (tx) => (await findMessage(tx, row, message)) !== undefined)

function colleague({ actor }: Context): AgentId {
  if (actor.kind === 'agent') return actor.id
  throw new Problem('not_allowed', 'Only a person approves what another one wrote.')
}

function refuseOwn(approver: AgentId, { agent_id }: Proposed): void {
  if (agent_id === approver)
    throw new Problem('not_allowed', 'Nobody approves their own replies. A colleague who leads looks at it.')
}

async function refuseGone({ db }: Context, { agent_id }: Proposed, row: Row): Promise<void> {
  const may = await whoMay(db, 'conversation.reply', { brand: row.brand_id, scopes: row.scopes })
  if (may.includes(agent_id)) return
  throw new Problem('conflict', 'Its author may not answer here any more. Take the text over and send it as yours.')
}

const changedSince = (): Problem =>
  new Problem('conflict', 'Its author or a colleague has changed it since. Nothing was sent; look at it again.')

const asAuthor = (id: AgentId, row: Row): Actor => ({
  kind: 'agent',
  realm: 'staff',
  id,
  name: '',
  sessionId: '',
  grants: ['conversation.reply', 'conversation.work'].map((permission) => ({
    permission,
    brand: row.brand_id,
    scope: '*' as const,
  })),
})

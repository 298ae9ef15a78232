import { whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { AgentId, ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import { tell } from '#notices'
import { holdBy, shownName } from '../hold-by.ts'
import { changeRow, lockRow, type Row } from '../lock-row.ts'
import { mailHeadOf, refuseMail } from '../mail-head.ts'
import { lockWay } from '../merge/reply-by.ts'
import { refuseStale } from '../missed.ts'
import type { MailHead } from '../shapes.ts'
import { refuseSpam } from '../spam/refuse-spam.ts'
import type { ApprovalApi } from './contract.ts'

type Wanted = ApprovalApi['PUT /api/v1/conversations/:id/proposals/:message']['body']

/** A reply waits for a colleague's word. The same id again changes it; what was given back waits anew. Errors: `stale`, `too_late`. */
export const propose = (ctx: Context, id: ConversationId, message: MessageId, wanted: Wanted): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const agent = writer(ctx)
    const text = plain(wanted.text).trim()
    const files = wanted.attachments ?? []
    if (text === '' && files.length === 0)
      throw new Problem('invalid_input', 'The reply is empty.', {
        faults: [{ pointer: '/text', detail: 'Write something or attach a file.' }],
      })
    const home = await lockWay(tx, { conversationId: id, ...(wanted.way !== undefined && { way: wanted.way }) })
    const row = await lockRow(tx, ctx.actor, 'conversation.reply', id)
    refuseSpam(row)
    if (row.status === 'closed')
      throw new Problem('too_late', 'This conversation is closed for good. Your text is kept as a draft.')
    const mail = wanted.mail === undefined ? null : mailHeadOf(wanted.mail)
    refuseMail(home ?? row, mail)
    await refuseSent(tx, row, message)
    await refuseStale(tx, row, wanted.seenSeq)
    const said = { ...wanted, text, mail, way: home?.conversation_id ?? null }
    if (await waitsSo(tx, id, message, said)) return row
    const { rows } = await sql<{ rev: number }>`
      insert into conversations.proposal as p (id, conversation_id, agent_id, text, attachments, mail, way, next, disposition_id, seen_seq, at)
      values (${message}, ${id}, ${agent}, ${text}, ${[...files]}::uuid[], ${mail === null ? null : JSON.stringify(mail)}::jsonb,
        ${home?.conversation_id ?? null}, ${wanted.next ?? 'stay'}, ${wanted.disposition ?? null}, ${wanted.seenSeq}, ${tx.clock.now()})
      on conflict (id) do update set text = excluded.text, attachments = excluded.attachments, mail = excluded.mail, way = excluded.way,
        next = excluded.next, disposition_id = excluded.disposition_id, seen_seq = excluded.seen_seq,
        at = case when p.state = 'waiting' then p.at else excluded.at end, state = 'waiting', remark = null, decided_by = null, rev = p.rev + 1
      where p.agent_id = excluded.agent_id and p.conversation_id = excluded.conversation_id
      returning rev`.execute(tx)
    const [kept] = rows
    if (kept === undefined) throw notFound('reply')
    await sql`delete from conversations.draft
      where conversation_id = ${id} and agent_id = ${agent} and kind = 'reply'`.execute(tx)
    const held = await holdBy(tx, ctx, row, await shownName({ db: tx, actor: ctx.actor }), 'proposed')
    await tellApprovers(tx, held, agent, `${message} ${kept.rev}`)
    return tellProposal(tx, held, message)
  })

/** The very same waits already: said again, it is no news. */
async function waitsSo(
  tx: Tx,
  id: ConversationId,
  message: MessageId,
  said: Omit<Wanted, 'mail' | 'way'> & { mail: MailHead | null; way: ConversationId | null },
): Promise<boolean> {
  const { rows } = await sql`
    select from conversations.proposal where id = ${message} and conversation_id = ${id} and agent_id::text = split_part(${tx.by}, ':', 2)
      and state = 'waiting' and text = ${said.text} and attachments = ${[...(said.attachments ?? [])]}::uuid[]
      and way is not distinct from ${said.way}::uuid and next = ${said.next ?? 'stay'} and seen_seq = ${said.seenSeq}
      and disposition_id is not distinct from ${said.disposition ?? null}::uuid
      and mail is not distinct from ${said.mail === null ? null : JSON.stringify(said.mail)}::jsonb`.execute(tx)
  return rows.length > 0
}

/** Its author takes it back: the text is theirs again, and nothing is sent. */
export const takeBack = (ctx: Context, id: ConversationId, message: MessageId): Promise<Row> =>
  ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.reply', id)
    const { rows } = await sql`
      delete from conversations.proposal where id = ${message} and conversation_id = ${id} and agent_id = ${writer(ctx)} returning id`.execute(
      tx,
    )
    return rows.length === 0 ? row : tellProposal(tx, row, message)
  })

/** What waits for a word, and what does not any more, is shown beside the messages. */
export const tellProposal = (tx: Tx, row: Row, messageId: MessageId): Promise<Row> =>
  changeRow(tx, { row, set: sql`last_seq = last_seq`, name: 'reply.proposed', data: { messageId } })

async function tellApprovers(tx: Tx, row: Row, by: AgentId, key: string): Promise<void> {
  const where = { brand: row.brand_id, scopes: row.scopes }
  const about = { kind: 'conversation', id: row.conversation_id }
  for (const agent of await whoMay(tx, 'conversation.approve', where)) {
    if (agent !== by) await tell(tx, { agent, kind: 'approval', about, where, data: { by }, key: `approval:${key}` })
  }
}

function writer({ actor }: Context): AgentId {
  if (actor.kind === 'agent') return actor.id
  throw new Problem('not_allowed', 'Only a person asks for approval. Send the reply.')
}

async function refuseSent(tx: Tx, row: Row, id: MessageId): Promise<void> {
  const { rows } = await sql`
    select from conversations.message where conversation_id = ${row.conversation_id} and id = ${id}`.execute(tx)
  if (rows.length > 0)
    throw new Problem('too_late', 'It was approved and sent already. Write another one to correct it.')
}

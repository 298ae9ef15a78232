import { authorOf } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { AccountId, ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { agentsByIds } from '#people'
import { attach } from '../attach.ts'
import { lockRow, type Row } from '../lock-row.ts'
import { findMessage } from '../message.ts'
import { placeMessage } from '../place-message.ts'
import type { MailHead } from '../shapes.ts'
import { type BakedText, bakeText } from '../text.ts'

interface Said {
  sideId: string
  account: AccountId
  message: { id: MessageId; baked: BakedText; attachments?: readonly string[] }
  mail: MailHead | null
}

/** Writes on to an outsider. The same id again is meant once. */
export async function writeToSide(
  ctx: Context,
  input: {
    conversationId: ConversationId
    sideId: string
    id: MessageId
    text: string
    attachments?: readonly string[]
  },
): Promise<void> {
  const baked = await bakeText(input.text)
  const { id, attachments = [] } = input
  if (baked.text === '' && attachments.length === 0)
    throw new Problem('invalid_input', 'The mail is empty.', {
      faults: [{ pointer: '/text', detail: 'Write something or attach a file.' }],
    })
  await ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.reply', input.conversationId)
    const side = await sideOf(tx, row, input.sideId)
    const said = await findMessage(tx, row, id)
    if (said === undefined)
      return sayInSide(tx, ctx, row, {
        sideId: side.id,
        account: side.account_id,
        message: { id, baked, attachments },
        mail: null,
      })
    if (said.text !== baked.text || said.side_id !== side.id || said.by_id !== ctx.actor.id) throw reused()
  })
}

const reused = (): Problem => new Problem('id_reused', 'This id already belongs to another message. Nothing was sent.')

export async function sideOf(tx: Tx, row: Row, id: string) {
  const side = await tx
    .selectFrom('conversations.side')
    .selectAll()
    .where('id', '=', id)
    .where('conversation_id', '=', row.conversation_id)
    .executeTakeFirst()
  if (side === undefined) throw notFound('side conversation')
  return side
}

/** One mail of ours to the outsider: a note to everybody else. */
export async function sayInSide(
  tx: Tx,
  ctx: Context,
  row: Row,
  { sideId, account, message, mail }: Said,
): Promise<void> {
  if ((await findMessage(tx, row, message.id)) !== undefined) throw reused()
  const agent = ctx.actor.kind === 'agent' ? ctx.actor.id : null
  const known = agent === null ? undefined : (await agentsByIds(tx, [agent])).get(agent)
  const name = known?.publicName ?? (ctx.actor.kind === 'key' ? ctx.actor.name : '')
  const now = await placeMessage(tx, {
    row,
    set: sql`last_seq = last_seq + 1`,
    name: 'side.sent',
    data: { sideId, messageId: message.id, ...(agent === null ? {} : { agentId: agent }) },
    message: {
      id: message.id,
      by: { kind: 'agent', id: ctx.actor.id, name },
      baked: message.baked,
      visibility: 'note',
      delivery: 'queued',
      mail,
      side: { id: sideId, account },
      attachments: message.attachments?.length ?? 0,
    },
  })
  await attach(tx, now.conversation_id, message.id, message.attachments ?? [], authorOf(ctx.actor))
}

import { authorOf } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { AccountId, ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { lockRow, type Row } from '../lock-row.ts'
import { mailHeadOf } from '../mail-head.ts'
import { bakeText } from '../text.ts'
import { forwarded } from './forwarded.ts'
import { shareFiles } from './share-files.ts'
import { sayInSide } from './write-to-side.ts'

export interface NewSide {
  conversationId: ConversationId
  /** Made by the client: said twice, it is meant once. */
  id: string
  account: AccountId
  to: { address: string; name: string }
  subject: string
  message: { id: MessageId; text: string; attachments?: readonly string[] }
  /** What the outsider gets to read of the conversation, and which of its files. */
  include: readonly MessageId[]
  files: readonly string[]
}

/** An advisor asks somebody outside, with chosen messages and files. The customer learns nothing of it. */
export async function openSide(ctx: Context, side: NewSide): Promise<void> {
  const { subject } = mailHeadOf({ subject: side.subject, cc: [], bcc: [], quote: false })
  await ctx.transaction(async (tx) => {
    const row = await lockRow(tx, ctx.actor, 'conversation.reply', side.conversationId)
    if (await isThere(tx, side)) return
    const quoted = await forwarded(tx, row, side.include)
    const baked = await bakeText([side.message.text, quoted].filter((part) => part !== '').join('\n\n'))
    if (baked.text === '') throw empty()
    await insertSide(tx, ctx, row, { ...side, subject })
    const mail = { subject, cc: [], bcc: [], quote: false }
    await sayInSide(tx, ctx, row, { ...side, sideId: side.id, message: { ...side.message, baked }, mail })
    await shareFiles(tx, row, side.message.id, side.files)
  })
}

const empty = (): Problem =>
  new Problem('invalid_input', 'The mail is empty.', {
    faults: [{ pointer: '/text', detail: 'Write something or choose messages.' }],
  })

async function isThere(tx: Tx, side: NewSide): Promise<boolean> {
  const before = await tx.selectFrom('conversations.side').selectAll().where('id', '=', side.id).executeTakeFirst()
  if (before === undefined) return false
  if (before.conversation_id === side.conversationId && before.address === side.to.address.toLowerCase()) return true
  throw new Problem('id_reused', 'This id already belongs to another exchange. Nothing was sent.')
}

async function insertSide(tx: Tx, { actor }: Context, row: Row, side: NewSide): Promise<void> {
  await sql`
    insert into conversations.side (id, conversation_id, account_id, address, name, subject, by, created_at)
    values (${side.id}, ${row.conversation_id}, ${side.account}, ${side.to.address.toLowerCase()}, ${side.to.name.trim()}, ${side.subject},
      ${authorOf(actor)}, ${tx.clock.now()})`.execute(tx)
}

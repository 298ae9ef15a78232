import { conversationFor, openSide } from '#conversations'
import { Problem } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { baseOf } from '../address.ts'
import type { MailApi } from '../contract.ts'
import { mailboxFor } from './mailbox-for.ts'

type Asked = MailApi['POST /api/v1/conversations/:id/sides']['body']

/** Writes to somebody outside about a conversation, from a mailbox of its brand. */
export async function askOutsider(ctx: Context, id: ConversationId, asked: Asked): Promise<void> {
  const row = await conversationFor(ctx.actor, id, ctx.db, 'conversation.reply')
  const mailbox = await mailboxFor(ctx.db, row)
  if (mailbox === null)
    throw new Problem('unprocessable', 'No mailbox of this brand is connected. Your text was not sent.')
  if (baseOf(asked.to.address) === mailbox.address.toLowerCase())
    throw new Problem('invalid_input', 'This is our own address. Your text was not sent.', {
      faults: [{ pointer: '/to/address', detail: 'is our own' }],
    })
  const { message, text, attachments = [], ...rest } = asked
  await openSide(ctx, {
    ...rest,
    conversationId: id,
    account: mailbox.id,
    message: { id: message, text, attachments },
  })
}

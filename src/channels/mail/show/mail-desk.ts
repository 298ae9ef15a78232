import { conversationFor } from '#conversations'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { MailDesk } from '../contract.ts'
import { mailboxFor } from '../side/mailbox-for.ts'
import { lettersOf } from './letters-of.ts'
import { mailOut } from './mail-out.ts'
import { shownTo } from './shown.ts'

/** What the screen needs to know of a conversation's mails, besides its messages. */
export async function mailDesk(ctx: Context, id: ConversationId): Promise<MailDesk> {
  const row = await conversationFor(ctx.actor, id, ctx.db)
  const shown = shownTo(ctx.actor, { brand: row.brand_id, scopes: row.scopes })
  const { account_id } = await ctx.db
    .selectFrom('conversations.conversation')
    .select('account_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const [letters, out, mailbox] = await Promise.all([
    lettersOf(ctx, id, shown),
    mailOut(ctx, row, account_id, shown),
    mailboxFor(ctx.db, row),
  ])
  return { letters, out, mailbox: mailbox && { name: mailbox.name, address: mailbox.address } }
}

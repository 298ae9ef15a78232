import { allow, audit } from '#kernel/access'
import { notFound } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { AccountId, ContactId } from '#kernel/ids'
import type { Context } from '#kernel/registry'

/** Somebody has looked and says that the contact's address works: mails go there again. Without a suppression it changes nothing. */
export const liftSuppression = (ctx: Context, id: AccountId, contact: ContactId): Promise<void> =>
  ctx.transaction(async (tx) => {
    const account = await tx.selectFrom('channels.account').selectAll().where('id', '=', id).executeTakeFirst()
    if (account === undefined) throw notFound('account')
    const { brand_id: brand, channel } = account
    allow(ctx.actor, 'account.manage', { brand, scopes: [] }, 'account')
    const gone = await tx
      .deleteFrom('channels.suppression')
      .where('brand_id', '=', brand)
      .where('channel', '=', channel)
      .where('contact_id', '=', contact)
      .returning(['id', 'conversation_id'])
      .execute()
    for (const { id: suppressionId, conversation_id: subject } of gone) {
      await publish(tx, 'address.restored', { brand, subject, data: { suppressionId, channel } })
      await audit(tx, { deed: 'address.restore', subject: suppressionId, brand, data: { channel } })
    }
  })

import { sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import { type BrandId, type ContactId, type ConversationId, type MessageId, newId } from '#kernel/ids'
import { handleOn } from '#people'
import type { AccountRow } from '../accounts/account.ts'
import { givenIn } from '../continue/way-back.ts'
import { answerAddress } from '../mail/answer-address.ts'

interface Gone {
  conversation_id: ConversationId
  message_id: MessageId
  contact_id: ContactId
  code: string
}

/** Nothing more is sent to where this message went, until somebody lifts it. */
export async function suppress(tx: Tx, account: AccountRow, gone: Gone): Promise<void> {
  const { brand_id: brand, channel } = account
  const to = { brand, contact: gone.contact_id, channel }
  const handle = (channel === 'email' ? await writtenTo(tx, gone) : null) ?? (await handleOn(tx, to))
  if (handle === null) return
  const id = newId()
  const added = await tx
    .insertInto('channels.suppression')
    .values({ id, brand_id: brand, channel, handle: handle.toLowerCase(), ...gone, at: tx.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added !== undefined)
    await publish(tx, 'address.suppressed', {
      brand,
      subject: gone.conversation_id,
      data: { suppressionId: id, channel },
    })
}

const writtenTo = async (tx: Tx, { conversation_id: id }: Gone): Promise<string | null> =>
  (await givenIn(tx, id)) ?? (await answerAddress(tx, id))

export async function isSuppressed(
  tx: Pick<Tx, 'selectFrom'>,
  brand: BrandId,
  channel: string,
  handle: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('channels.suppression')
    .select(sql`1`.as('one'))
    .where('brand_id', '=', brand)
    .where('channel', '=', channel)
    .where('handle', '=', handle.toLowerCase())
    .executeTakeFirst()
  return row !== undefined
}

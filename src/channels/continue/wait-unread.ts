import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { BrandId, ConversationId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { App } from '#kernel/registry'
import { settingOf } from '#kernel/settings'
import { continueSetting } from './setting.ts'
import { waitMs } from './when-due.ts'

interface Found {
  brand: BrandId
  channel: string
  last: string | null
}

/** An answer in one of our windows: when it stays unread for a while, it goes by mail to who can be written to. */
export async function waitUnread(tx: Tx, { subject, at }: StoredEvent<'reply.sent'>, app: App): Promise<void> {
  const { rows } = await sql<Found>`
    select c.brand_id as brand, c.channel,
      (select m.channel from conversations.message m where m.conversation_id = c.id and m.by_kind = 'contact' and m.home_id is null order by m.seq desc limit 1) as last
    from conversations.conversation c left join channels.way_back w on w.conversation_id = c.id
    where c.id = ${subject}
      and exists (select from channels.account a where a.brand_id = c.brand_id and a.channel = 'email' and a.disconnected_at is null)
      and (w.address is not null or (w.conversation_id is null
        and exists (select from people.identity i where i.contact_id = c.contact_id and i.brand_id = c.brand_id and i.channel = 'email')))`.execute(
    tx,
  )
  const [found] = rows
  if (found === undefined) return
  const { on, afterSeconds } = await settingOf(app, continueSetting, found.brand)
  if (!on) return
  const last = { text: '', at: '', channel: found.last }
  await lookLater(tx, subject, new Date(at.getTime() + waitMs({ channel: found.channel, last }, afterSeconds)))
}

/** One look a conversation; what is due is found out then. */
export const lookLater = (tx: Tx, id: ConversationId, at: Date): Promise<void> =>
  enqueue(tx, 'channels.continue', { conversationId: id }, { key: id, lane: `continue:${id}`, at })

import { sql, type Tx } from '#kernel/db'
import type { BrandId } from '#kernel/ids'
import { answersByMail } from '../continue/mailbox-of.ts'
import { wayBackOf } from '../continue/way-back.ts'
import { isSuppressed } from '../suppress/suppress.ts'

interface Found {
  brand: BrandId
  byMail: boolean
  machine: boolean
}

/**
 * Does this conversation go by mail now: it is one, or a window's that went on so? And does a person read there, at an address that
 * works? Who wrote last counts: a newsletter that was answered by hand is no customer to be asked.
 */
export async function reaches(tx: Tx, conversation: string): Promise<boolean> {
  const { rows } = await sql<Found>`
    select r.brand_id as brand,
      coalesce((select coalesce(m.channel, r.channel) from conversations.message m
        where m.conversation_id = r.conversation_id and m.visibility <> 'note' and m.deleted_at is null order by m.seq desc limit 1) = 'email', false) as "byMail",
      coalesce((select p.auto is not null from conversations.message m join channels.mail_part p on p.conversation_id = m.conversation_id and p.message_id = m.id
        where m.conversation_id = r.conversation_id and m.by_kind = 'contact' order by m.seq desc limit 1), false) as machine
    from conversations.inbox_row r where r.conversation_id = ${conversation}`.execute(tx)
  const [found] = rows
  if (found === undefined || !found.byMail || found.machine) return false
  const address = await wayBackOf(tx, conversation)
  if (address === null || (await isSuppressed(tx, found.brand, 'email', address))) return false
  return answersByMail(tx, found.brand)
}

import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Letter } from '../contract.ts'
import type { Shown } from './shown.ts'

const NEWEST = 200

/** It, and what is worked on within it. */
const worksHere = (id: ConversationId) => sql`
  select ${id}::uuid union all select distinct home_id from conversations.message where conversation_id = ${id} and home_id is not null`

/** The mails of a conversation, oldest first: everything but their long texts. */
export async function lettersOf(ctx: Context, id: ConversationId, shown: Shown): Promise<Letter[]> {
  const { rows } = await sql<Letter>`
    select p.message_id as message, p.subject, jsonb_build_object('name', p.from_name, 'address', p.from_address) as "from",
      p.recipients -> 'to' as "to", p.recipients -> 'cc' as cc, p.quoted <> '' as quoted, p.signature <> '' as signature,
      p.html <> '' as designed, p.html like '%data-remote-src=%' as remote,
      array(select value from jsonb_each_text(p.pictures)) as pictures, p.auto, p.trusted, p.trust, p.mark,
      exists (select from channels.delivery d where d.id = p.delivery_id and d.body <> '') as raw
    from channels.mail_part p join conversations.message m on m.id = p.message_id
      and (m.conversation_id = p.conversation_id or (m.conversation_id = ${id} and m.home_id = p.conversation_id))
    where p.conversation_id = any(array(${worksHere(id)})) and m.conversation_id = ${id} and m.deleted_at is null order by m.seq desc limit ${NEWEST}`.execute(
    ctx.db,
  )
  return rows.reverse().map((letter) => ({
    ...letter,
    from: shown(letter.from),
    to: letter.to.map(shown),
    cc: letter.cc.map(shown),
  }))
}

import { visible } from '#kernel/access'
import { sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { ConversationsApi } from '../contract.ts'
import { conversationFor } from '../conversation-for.ts'
import { rowJson } from '../present.ts'

type Answer = ConversationsApi['GET /api/v1/conversations/:id/mergeable']['answer']
const MOST = 50

/** What may be worked on within this conversation: the others of its contact, open ones first, then the newest. */
export async function listMergeable(ctx: Context, id: ConversationId): Promise<Answer> {
  const row = await conversationFor(ctx.actor, id, ctx.db)
  const { rows } = await sql<Answer>`
    with found as (
      select r.* from conversations.inbox_row r
      where r.contact_id = ${row.contact_id} and r.brand_id = ${row.brand_id} and r.conversation_id <> ${id}
        and ${visible(ctx.actor, 'conversation.work', sql.ref('r.brand_id'), sql.ref('r.scopes'))}
        and not exists (select from conversations.merging g where g.undone_at is null
          and (g.conversation_id = r.conversation_id or g.into_id = r.conversation_id))
        and not exists (select from conversations.splitting s where s.undone_at is null
          and (s.conversation_id = r.conversation_id or s.origin_id = r.conversation_id))
      order by r.status in ('solved', 'closed'), r.last_at desc, r.conversation_id limit ${MOST})
    select coalesce(json_agg(${rowJson} order by r.status in ('solved', 'closed'), r.last_at desc, r.conversation_id), '[]') as items,
      null as next, ${livePos()} as live from found r`.execute(ctx.db)
  return rows[0] ?? { items: [], next: null, live: '0' }
}

import { json, type RawJson, sql } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import { livePos } from '#kernel/live'
import type { Context } from '#kernel/registry'
import type { ConversationsApi } from './contract.ts'
import { conversationFor } from './conversation-for.ts'
import { messageJson } from './present.ts'

type Answer = ConversationsApi['GET /api/v1/conversations/:id/messages']['answer']

/** Messages before a place, oldest first; `next` is the place to go on from. */
export async function listMessages(
  ctx: Context,
  id: ConversationId,
  query: { before?: number; after?: string; limit?: number },
): Promise<RawJson<Answer>> {
  await conversationFor(ctx.actor, id, ctx.db)
  const limit = query.limit ?? 50
  const before = query.before ?? (Number(query.after) || 2_147_483_647)
  const { rows } = await sql<{ items: string; first: number | null; live: string }>`
    with page as (
      select ${messageJson} as message, m.seq from conversations.message m
      join conversations.inbox_row r using (conversation_id)
      where m.conversation_id = ${id} and m.seq < ${before} order by m.seq desc limit ${limit})
    select coalesce(json_agg(message order by seq), '[]')::text as items, min(seq) as first, ${livePos()} as live from page`.execute(
    ctx.db,
  )
  const [page] = rows
  const next = page?.first != null && page.first > 1 ? String(page.first) : null
  return json(
    `{"items":${page?.items ?? '[]'},"next":${JSON.stringify(next)},"live":${JSON.stringify(page?.live ?? '0')}}`,
  )
}

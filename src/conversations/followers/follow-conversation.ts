import { sql } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { announce, lockRow } from '../lock-row.ts'

/** The caller is told from now on what becomes of it, or no longer. Nobody else is concerned. Throws `not_found`, `not_allowed` to programs. */
export async function followConversation(
  ctx: Context,
  id: ConversationId,
  following: boolean,
): Promise<{ followed: boolean }> {
  const { actor } = ctx
  if (actor.kind !== 'agent') throw new Problem('not_allowed', 'Only a person follows conversations.')
  return ctx.transaction(async (tx) => {
    const row = await lockRow(tx, actor, 'conversation.read', id)
    const { rows } = await sql`
      insert into conversations.follower (conversation_id, agent_id, following, at)
      select ${id}, ${actor.id}, ${following}, ${tx.clock.now()}
      where ${following} or exists (
        select 1 from conversations.follower where conversation_id = ${id} and agent_id = ${actor.id})
      on conflict (conversation_id, agent_id) do update
        set following = excluded.following, at = excluded.at, rev = follower.rev + 1
        where follower.following <> excluded.following
      returning 1`.execute(tx)
    if (rows.length > 0) await announce(tx, row, 'conversation.followed', { agentId: actor.id, following })
    return { followed: following }
  })
}

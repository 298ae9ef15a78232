import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'

/** Who followed a conversation that is worked on in another from now on, follows that one. */
export const followersMove = async (tx: Tx, { subject, data, at }: StoredEvent<'conversation.merged'>): Promise<void> =>
  void (await sql`
    insert into conversations.follower (conversation_id, agent_id, following, at)
    select ${subject}, agent_id, true, ${at} from conversations.follower
    where conversation_id = ${data.conversationId} and following
    on conflict (conversation_id, agent_id) do nothing`.execute(tx))

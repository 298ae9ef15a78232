import { sql } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { LiveKind } from '#kernel/registry'

interface Followed {
  id: string
  rev: number
  conversation: string
  followed: boolean
}
const agentOf = ({ data }: StoredEvent): string | null =>
  'agentId' in data && typeof data.agentId === 'string' ? data.agentId : null

/** Whether somebody follows a conversation, on each of their own screens. */
export const followedKind: LiveKind<Followed> = {
  kind: 'followed',
  permission: 'conversation.read',
  on: {
    'conversation.followed': (event) => {
      const agent = agentOf(event)
      return agent === null ? null : `${event.subject}/${agent}`
    },
  },
  own: agentOf,
  present: async (db, keys) => {
    const pairs = keys.map((key) => key.split('/'))
    const { rows } = await sql<Followed>`
      select f.conversation_id || '/' || f.agent_id as id, f.rev, f.conversation_id as conversation, f.following as followed
      from unnest(${pairs.map(([conversation]) => conversation)}::uuid[], ${pairs.map(([, agent]) => agent)}::uuid[])
        as wanted (conversation_id, agent_id)
      join conversations.follower f using (conversation_id, agent_id)`.execute(db)
    return new Map(rows.map((row) => [row.id, row]))
  },
}

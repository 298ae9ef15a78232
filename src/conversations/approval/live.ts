import { sql } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { LiveKind } from '#kernel/registry'

interface Waiting {
  id: string
  rev: number
  conversation: string
  state: 'waiting' | 'returned'
}

const messageOf = ({ data }: StoredEvent): string | null => ('messageId' in data ? data.messageId : null)

/** For those who approve: something waits, or waits no more. */
export const proposalKind: LiveKind<Waiting> = {
  kind: 'proposal',
  permission: 'conversation.approve',
  on: { 'reply.proposed': messageOf, 'reply.approved': messageOf },
  present: async (db, ids) => {
    const { rows } = await sql<Waiting>`
      select id, rev, conversation_id as conversation, state from conversations.proposal where id = any(${[...ids]}::uuid[])`.execute(
      db,
    )
    return new Map(rows.map((row) => [row.id, row]))
  },
}

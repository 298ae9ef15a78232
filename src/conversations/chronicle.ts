import { sql } from '#kernel/db'
import type { Chronicle, ChronicleSubject } from '#kernel/registry'

/** Conversations in the timeline of whom they are with. */
export const conversationChronicle: Chronicle = {
  kind: 'conversation',
  permission: 'conversation.read',
  events: [
    'conversation.started',
    'conversation.solved',
    'conversation.reopened',
    'conversation.merged',
    'conversation.unmerged',
    'conversation.split',
    'conversation.unsplit',
  ],
  subjects: async (db, contact) => {
    const { rows } = await sql<ChronicleSubject>`
      select conversation_id as id, conversation_id as conversation, scopes, channel, reference
      from conversations.inbox_row where contact_id = ${contact}`.execute(db)
    return rows
  },
}

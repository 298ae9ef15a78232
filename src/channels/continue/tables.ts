import type { Generated } from 'kysely'
import type { ConversationId } from '#kernel/ids'

declare module '#kernel/db' {
  interface Tables {
    'channels.way_back': {
      conversation_id: ConversationId
      /** Null: forgotten. */
      address: string | null
      rev: Generated<number>
      at: Date
    }
  }
}

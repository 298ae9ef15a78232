import type { ColumnType } from 'kysely'
import type { ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { Outcome, Talk } from './talk.ts'

declare module '#kernel/db' {
  interface Tables {
    'bot.turn': { conversation_id: ConversationId; message_id: MessageId; outcome: Outcome; at: Date }
    'bot.state': {
      conversation_id: ConversationId
      contact_id: ContactId
      lang: string
      talk: ColumnType<Talk, string, string>
      summed_up_at: Date | null
      at: Date
    }
  }
}

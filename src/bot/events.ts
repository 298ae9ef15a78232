import type { ConversationId, MessageId } from '#kernel/ids'
import type { Outcome } from './talk.ts'

declare module '#kernel/events' {
  /** The subject of each is the conversation. */
  interface EventMap {
    'bot.turned': { messageId: MessageId; outcome: Outcome; articleId?: string }
    'bot.handed-over': { reason: string }
  }
}
declare module '#kernel/jobs' {
  interface JobMap {
    'bot.turn': { conversationId: ConversationId; messageId: MessageId; seq: number }
    'bot.close-quiet': { conversationId: ConversationId; seq: number }
  }
}

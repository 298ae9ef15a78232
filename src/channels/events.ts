import type { AccountId, ConversationId, MessageId } from '#kernel/ids'

declare module '#kernel/events' {
  interface EventMap {
    'account.connected': { accountId: AccountId; channel: string }
    'account.changed': { accountId: AccountId; state: string }
    'delivery.parked': { accountId: AccountId; deliveryId: string }
  }
}

declare module '#kernel/jobs' {
  interface JobMap {
    'channels.parse-delivery': { deliveryId: string }
    'channels.deliver-reply': { conversationId: ConversationId; messageId: MessageId }
  }
}

import type { AccountId, ConversationId, MessageId } from '#kernel/ids'

declare module '#kernel/events' {
  interface EventMap {
    'account.connected': { accountId: AccountId; channel: string }
    'account.changed': { accountId: AccountId; state: string }
    /** The subject is the conversation whose message came back. */
    'address.suppressed': { suppressionId: string; channel: string }
    'address.restored': { suppressionId: string; channel: string }
  }
}

declare module '#kernel/jobs' {
  interface JobMap {
    'channels.parse-account': { accountId: AccountId }
    'channels.parse-delivery': { deliveryId: string }
    'channels.take-event': { inboundId: string }
    'channels.deliver-reply': { conversationId: ConversationId; messageId: MessageId }
  }
}

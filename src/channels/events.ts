import type { AccountId, ConversationId, MessageId } from '#kernel/ids'

declare module '#kernel/events' {
  interface EventMap {
    'account.connected': { accountId: AccountId; channel: string }
    'account.changed': { accountId: AccountId; state: string }
    /** The subject is the conversation whose message came back. */
    'address.suppressed': { suppressionId: string; channel: string }
    'address.restored': { suppressionId: string; channel: string }
    /** The subject is the conversation in which a visitor said where the answer may go when they have left. */
    'way-back.given': Record<never, never>
    'sending-domain.added': { domainId: string }
    'sending-domain.changed': { domainId: string }
    'sending-domain.removed': { domainId: string }
    'sending-domain.key-made': { domainId: string }
    /** `ok` when all its records are there, else `wanting`. */
    'sending-domain.checked': { domainId: string; state: string }
  }
}

declare module '#kernel/jobs' {
  interface JobMap {
    'channels.parse-account': { accountId: AccountId }
    'channels.parse-delivery': { deliveryId: string }
    'channels.take-event': { inboundId: string }
    'channels.continue': { conversationId: ConversationId }
    'channels.start-transfer': { transferId: string }
    'channels.end-transfer': { transferId: string }
    'channels.reopen-failed': { conversationId: ConversationId }
    'channels.send-letter': { conversationId: ConversationId; kind: string; id: string }
    'channels.deliver-reply': { conversationId: ConversationId; messageId: MessageId }
  }
}

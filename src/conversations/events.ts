import type { AgentId, ContactId, ConversationId, MessageId, QueueId } from '#kernel/ids'
import type { Holder, Priority, Status } from './contract.ts'

type Uuid = string

declare module '#kernel/events' {
  /** The subject of each is the conversation. */
  interface EventMap {
    'conversation.started': { channel: string; accountId: Uuid; holder: Holder }
    'message.received': { messageId: MessageId; seq: number; holder: Holder; wasStatus: Status; accountId: Uuid }
    'message.edited': { messageId: MessageId }
    'message.deleted': { messageId: MessageId }
    /** A label was put on it, or taken off. */
    'message.labelled': { messageId: MessageId; labelId: Uuid; on: boolean }
    /** Something was taken out of it for good: what kind, how many pieces and files. */
    'message.redacted': { messageId: MessageId; what: string; pieces: number; files: number }
    /** It is signed with another name now. */
    'message.changed': { messageId: MessageId }
    'reply.sent': {
      messageId: MessageId
      seq: number
      author: 'agent' | 'bot'
      agentId?: AgentId
      next: 'stay' | 'wait' | 'solve'
      acknowledgement?: boolean
      /** What it was before, when that was not open. */
      wasStatus?: Status
    }
    'reply.withdrawn': { messageId: MessageId }
    /** A reply that waits for its time was left, changed or taken back, or did not go. */
    'reply.scheduled': { messageId: MessageId }
    /** Somebody lets colleagues read what they write, or no more, or went on writing. */
    'draft.shared': Record<never, never>
    /** What waits for a colleague's word was written, changed, taken back or given back. */
    'reply.proposed': { messageId: MessageId }
    /** It went with this colleague's word; `changed`: not as it was written. */
    'reply.approved': { messageId: MessageId; agentId: AgentId; changed: boolean }
    /** Said in a conversation that is worked on in another, where it is told of, too. */
    'message.carried': { messageId: MessageId }
    'note.written': { messageId: MessageId; mentions: AgentId[] }
    'delivery.recorded': { messageId: MessageId; state: string }
    /** To and from an outsider; the customer is never told. */
    'side.sent': { sideId: Uuid; messageId: MessageId; agentId?: AgentId }
    'side.answered': { sideId: Uuid; messageId: MessageId }
    'side.changed': { messageId: MessageId; state: string }
    /** Somebody an advisor copied in wrote. */
    'participant.wrote': { messageId: MessageId }
    'conversation.handed': {
      from: Holder
      to: Holder
      queueId?: QueueId
      agentId?: AgentId
      fromAgentId?: AgentId
      reason: string
    }
    'conversation.snoozed': { until: string }
    'conversation.unsnoozed': { due: boolean }
    'conversation.pended': Record<never, never>
    'conversation.reopened': { from: Status }
    /** `imported`: it was so elsewhere, long ago; nothing is to follow from it. */
    'conversation.solved': { dispositionId?: Uuid; imported?: boolean }
    /** Had elsewhere and taken over; the times are those of the rating it got there. */
    'conversation.imported': { messages: number; askedAt?: string; score?: number; answeredAt?: string }
    /** `mergeId`: it is worked on in another one. */
    'conversation.closed': { mergeId?: Uuid; splitFrom?: ConversationId }
    /** Set aside: in no queue, on no clock, in no figure. */
    'conversation.spammed': { why: 'person' | 'sender' }
    /** It was none. `since`: when its contact first wrote meanwhile, when they did. */
    'conversation.unspammed': { status: Status; since?: string }
    /** The contact wrote what is spam: kept, and nobody is concerned. */
    'message.kept': { messageId: MessageId; seq: number }
    /** Another conversation is worked on here now; it, too, is told when that ends. */
    'conversation.merged': { mergeId: Uuid; conversationId: ConversationId }
    'conversation.unmerged': { mergeId: Uuid; conversationId: ConversationId }
    /** A part of it is worked on in another one now; `waits`: somebody still waits for an answer here. */
    'conversation.split': { conversationId: ConversationId; waits: boolean }
    /** It began with a part of another one; `since`: the customer has waited since then for an answer to it. */
    'conversation.split-off': { conversationId: ConversationId; since?: string }
    /** That part is worked on here again; `waits`: its customer had no answer yet. */
    'conversation.unsplit': { conversationId: ConversationId; waits: boolean }
    'conversation.seen': { seq: number; side: 'agent' | 'contact'; agentId?: AgentId }
    /** This agent wants to see it as unread again; nobody else is concerned. */
    'conversation.unread': { seq: number; agentId: AgentId }
    /** This agent is told what becomes of it, or no longer; nobody else is concerned. */
    'conversation.followed': { agentId: AgentId; following: boolean }
    'conversation.summarised': Record<never, never>
    'conversation.changed': { what: string }
    'priority.set': { from: Priority; to: Priority; impact: string; responsibility: string }
    'conversation.attribute-set': { attributeId: Uuid }
    'label.added': { labelId: Uuid }
    'label.removed': { labelId: Uuid }
    'label.defined': { labelId: Uuid }
    'disposition.defined': { dispositionId: Uuid }
    'conversation.repointed': { fromContactId: ContactId; toContactId: ContactId }
  }
}

/** After each of these the inbox row reads differently. */
export const rowEvents = [
  'conversation.started',
  'message.received',
  'message.kept',
  'message.edited',
  'message.deleted',
  'message.carried',
  'message.redacted',
  'message.labelled',
  'reply.sent',
  'reply.withdrawn',
  'reply.scheduled',
  'reply.proposed',
  'draft.shared',
  'note.written',
  'side.sent',
  'side.answered',
  'participant.wrote',
  'conversation.handed',
  'conversation.snoozed',
  'conversation.unsnoozed',
  'conversation.pended',
  'conversation.reopened',
  'conversation.solved',
  'conversation.closed',
  'conversation.spammed',
  'conversation.unspammed',
  'conversation.merged',
  'conversation.unmerged',
  'conversation.split',
  'conversation.split-off',
  'conversation.unsplit',
  'conversation.changed',
  'conversation.repointed',
  'priority.set',
  'conversation.attribute-set',
  'label.added',
  'label.removed',
] as const

/** After each of these one message reads differently; `data.messageId` is which. */
export const messageEvents = [
  'message.received',
  'message.kept',
  'message.edited',
  'message.deleted',
  'message.changed',
  'message.carried',
  'message.redacted',
  'message.labelled',
  'reply.sent',
  'reply.withdrawn',
  'note.written',
  'delivery.recorded',
  'side.sent',
  'side.answered',
  'side.changed',
  'participant.wrote',
] as const

/** What a customer is never told of. */
export const internalEvents: ReadonlySet<string> = new Set([
  'note.written',
  'side.sent',
  'side.answered',
  'side.changed',
  'participant.wrote',
])

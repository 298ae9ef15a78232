import type { AgentId, ContactId, ConversationId, QueueId } from '#kernel/ids'
import type { PresenceState } from './tables.ts'

declare module '#kernel/events' {
  interface EventMap {
    /** The subject is the work item. */
    'work-item.queued': { conversationId: ConversationId; queueId: QueueId; reason: string }
    'work-item.assigned': {
      conversationId: ConversationId
      queueId: QueueId
      agentId: AgentId
      why: string
      waitedSeconds: number
    }
    'work-item.done': { conversationId: ConversationId }
    /** The subject is the agent. */
    'presence.changed': { agentId: AgentId; from: PresenceState; to: PresenceState; reason?: string }
    'queue.changed': { queueId: QueueId }
  }
}

declare module '#kernel/jobs' {
  interface JobMap {
    'routing.push': { queueId: QueueId }
    'routing.empty': { queueId: QueueId }
    'routing.come-back': { conversationId: ConversationId; settled: boolean }
    'routing.standing': { contactId: ContactId }
  }
}

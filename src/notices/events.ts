import type { AgentId, ConversationId } from '#kernel/ids'

declare module '#kernel/events' {
  /** The subject of each is the agent who was told. */
  interface EventMap {
    'notice.created': { noticeId: string; agentId: AgentId }
    'notice.read': { noticeId: string; agentId: AgentId }
  }
}

declare module '#kernel/jobs' {
  interface JobMap {
    'notices.warn-wait': { conversationId: ConversationId }
    'notices.send-mail': { agentId: AgentId; way: 'mail' | 'digest' }
  }
}

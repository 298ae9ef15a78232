import type { AgentId, ConversationId } from '#kernel/ids'

declare module '#kernel/events' {
  /** The subject of each is the agent who was told. */
  interface EventMap {
    'notice.created': { noticeId: string; agentId: AgentId }
    'notice.read': { noticeId: string; agentId: AgentId }
  }

  /** The subject is the briefing; of `briefing.read`, the agent who has read it. */
  interface EventMap {
    'briefing.written': { edition: number }
    'briefing.changed': { edition: number }
    'briefing.withdrawn': { edition: number }
    'briefing.read': { briefingId: string; agentId: AgentId; edition: number }
  }
}

declare module '#kernel/jobs' {
  interface JobMap {
    'notices.warn-wait': { conversationId: ConversationId }
    'notices.send-mail': { agentId: AgentId; way: 'mail' | 'digest' }
  }
}

import type { AgentId, ContactId, ConversationId, QueueId } from '#kernel/ids'
import type { PresenceKind } from './tables.ts'

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
    /** `themselves`: whoever had it has done it, and nobody else for them. */
    'work-item.done': {
      conversationId: ConversationId
      why?: string
      agentId?: AgentId
      channel?: string
      themselves?: boolean
    }
    /** The subject is the agent. */
    'presence.changed': { agentId: AgentId; from: PresenceKind; to: PresenceKind; reason?: string }
    /** The subject is the work item. */
    'offer.made': { conversationId: ConversationId; agentId: AgentId; how: string }
    'offer.settled': { conversationId: ConversationId; agentId: AgentId; how: string }
    'work-item.parked': { conversationId: ConversationId }
    'work-item.unparked': { conversationId: ConversationId }
    /** The subject is the conversation. */
    'hand.raised': { handId: string; agentId: AgentId }
    'hand.lowered': { handId: string; agentId: AgentId; how: string }
    'presence-state.changed': { stateId: string }
    'queue.changed': { queueId: QueueId }
    /** The subject of these is the plan. */
    'surge-plan.changed': { planId: string }
    'surge.started': { planId: string; runId: string; surveysPaused?: boolean }
    'surge.prolonged': { planId: string; runId: string }
    'surge.ended': { planId: string; runId: string }
    /** The subject is the conversation; `due`: the instant the customer was told. */
    'baton.passed': { batonId: string; agentId: AgentId; queueId: QueueId; due?: string }
    'baton.taken': { batonId: string; agentId: AgentId }
  }
}

declare module '#kernel/jobs' {
  interface JobMap {
    'routing.push': { queueId: QueueId }
    'routing.empty': { queueId: QueueId }
    'routing.end-offer': { offerId: string }
    'routing.end-presence': { agentId: AgentId }
    'routing.come-back': { conversationId: ConversationId; settled: boolean }
    'routing.end-surge': { runId: string }
    'routing.mass-answer': { runId: string }
    'routing.offer-calls': { runId: string }
    'routing.watch-p1': { conversationId: ConversationId }
    'routing.standing': { contactId: ContactId }
  }
}

import type { AgentId, BrandId, ConversationId, MessageId } from '#kernel/ids'
import type { CaseId, CaseStatus, JoinedBy } from './matter.ts'
import type { PromiseKind } from './promise.ts'

interface Promised {
  conversationId: ConversationId
  kind: PromiseKind
}

interface Transferred {
  conversationId: ConversationId
  toBrand: BrandId
  agentId: AgentId
}

declare module '#kernel/jobs' {
  interface JobMap {
    'cases.watch-promise': { promiseId: string }
    'cases.watch-transfer': { transferId: string }
  }
}

declare module '#kernel/events' {
  /** The subject of each is the case. */
  interface EventMap {
    'case.opened': { conversationId: ConversationId }
    /** A conversation is about this case now; it came from another one. */
    'case.joined': { conversationId: ConversationId; from: CaseId; how: JoinedBy }
    /** A conversation left this case for the one it opened itself. */
    'case.split': { conversationId: ConversationId; to: CaseId }
    /** It stands elsewhere for the contact, or others may see it. */
    'case.changed': { status: CaseStatus }
    'case.settled': { from: CaseStatus }
    'case.reopened': { to: CaseStatus }
    /** The contact asked on their page to be called. */
    'case.call-asked': { conversationId: ConversationId; messageId: MessageId }
    /** Somebody said that this conversation is not about this case. */
    'case.kept-apart': { conversationId: ConversationId }
    /** It may be suggested again. */
    'case.compared-again': { conversationId: ConversationId }
    /** The subject of these is the handover; the case is the one it leaves. */
    'transfer.asked': Transferred
    'transfer.agreed': Transferred
    'transfer.declined': Transferred
    'transfer.taken': Transferred
    /** Nobody took it in time, or the customer never answered. */
    'transfer.returned': Transferred
    'transfer.withdrawn': Transferred
    /** The subject of these is the promise. Without an owner it is whoever's works on the case. */
    'promise.made': Promised & { dueAt: string; owner?: AgentId }
    /** `late`: after its time. */
    'promise.kept': Promised & { late: boolean }
    /** What shows it was added or changed. */
    'promise.proved': Promised
    'promise.failed': Promised
    'promise.withdrawn': Promised
    'promise.reopened': Promised
    'promise.passed': Promised & { formerOwner?: AgentId; owner?: AgentId }
  }
}

import type { ConversationId } from '#kernel/ids'
import type { ComplaintKind, LetterKind } from './pack.ts'

interface Complained {
  conversationId: ConversationId
}

declare module '#kernel/jobs' {
  interface JobMap {
    'cases.watch-complaint': { complaintId: string }
  }
}

declare module '#kernel/events' {
  /** The subject of each is the complaint. */
  interface EventMap {
    'complaint.made': Complained & { kind: ComplaintKind; pack: string }
    'complaint.withdrawn': Complained
    'complaint.reopened': Complained
    'complaint.recommended': Complained
    /** One of its letters went out; `durable`: on a medium that keeps it. */
    'complaint.lettered': Complained & { kind: LetterKind; durable: boolean }
    /** It was taken back in its first seconds. */
    'complaint.unlettered': Complained & { kind: LetterKind }
    /** A time that the law or the operator set has passed. */
    'complaint.late': Complained & { dueAt: string }
  }
}

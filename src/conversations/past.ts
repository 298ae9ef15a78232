import type { AccountId, AgentId, BrandId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { BakedText } from './text.ts'

export type PastAuthor =
  | { kind: 'contact' }
  | { kind: 'bot'; name: string }
  /** `id` when the advisor works here, too. */
  | { kind: 'agent'; id: AgentId | null; name: string }

export interface PastMessage {
  id: MessageId
  at: Date
  by: PastAuthor
  baked: BakedText
  isNote: boolean
  /** A courtesy that answered nothing. */
  acknowledgement: boolean
}

/** A conversation that was had elsewhere and is over: nothing of it is to be done any more. Messages stand in order of their times. */
export interface Past {
  id: ConversationId
  /** Of all that was sent: the same id with another digest is another conversation. */
  digest: string
  brand: { id: BrandId; slug: string }
  account: AccountId
  channel: string
  contact: { id: ContactId; name: string }
  subject: string | null
  lang: string | null
  startedWith: 'bot' | 'queue'
  messages: readonly PastMessage[]
  /** When and why the bot gave it to people; null: it never did, or never had it. */
  handedOver: { at: Date; reason: string } | null
  solvedAt: Date
  labels: readonly string[]
  disposition: string | null
  /** For who keeps ratings. */
  rating: { askedAt: Date; score: number | null; answeredAt: Date | null } | null
}

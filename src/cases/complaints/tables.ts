import type { By } from '#kernel/access'
import type { AgentId, BrandId, ContactId, ConversationId } from '#kernel/ids'
import type { ClockName, ComplaintKind, LetterKind } from './pack.ts'

export interface RunningClock {
  name: ClockName
  due: string
  endedBy: 'decision' | 'deadlock' | 'recommendation'
}

export interface ComplaintTable {
  id: string
  brand_id: BrandId
  contact_id: ContactId
  conversation_id: ConversationId
  pack: string
  kind: ComplaintKind
  about: string
  wants: string
  lang: string
  clocks: readonly RunningClock[]
  owner_id: AgentId | null
  made_by: By
  received_at: Date
  withdrawn_at: Date | null
  referenced_at: Date | null
  acknowledged_at: Date | null
  decided_at: Date | null
  outcome: 'upheld' | 'partly' | 'refused' | null
  deadlock_at: Date | null
  recommended_at: Date | null
  due_at: Date | null
  warned_for: Date | null
  late_for: Date | null
  rev: number
}

export interface ComplaintLetterTable {
  message_id: string
  complaint_id: string
  conversation_id: ConversationId
  kind: LetterKind
  durable: boolean
  sent_by: By
  sent_at: Date
}

declare module '#kernel/db' {
  interface Tables {
    'cases.complaint': ComplaintTable
    'cases.complaint_letter': ComplaintLetterTable
  }
}

import type { Generated } from 'kysely'
import type { By, Scope } from '#kernel/access'
import type { AgentId, BrandId, ContactId, ConversationId } from '#kernel/ids'
import type { CaseId, CaseStatus, JoinedBy } from './matter.ts'
import type { PromiseKind, PromiseState } from './promise.ts'
import type { Fact } from './transfers/transfer.ts'

export interface MatterTable {
  id: CaseId
  brand_id: BrandId
  contact_id: ContactId
  reference: string
  type: Generated<string>
  status: CaseStatus
  opened_at: Date
  settled_at: Date | null
  into_id: CaseId | null
  scopes: Generated<Scope[]>
  rev: Generated<number>
}

export interface MatterConversationTable {
  conversation_id: ConversationId
  matter_id: CaseId
  home_id: CaseId
  reference: string
  joined_by: JoinedBy
  by: By
  since: Date
  scopes: Generated<Scope[]>
}

export interface PromiseTable {
  id: string
  brand_id: BrandId
  contact_id: ContactId
  conversation_id: ConversationId
  kind: PromiseKind
  what: string
  due_at: Date
  owner_id: AgentId | null
  state: Generated<PromiseState>
  made_by: By
  made_at: Date
  ended_by: By | null
  ended_at: Date | null
  proof: string | null
  proof_file: string | null
  failed_at: Date | null
  warned_at: Date | null
  rev: Generated<number>
}

export interface TransferRow {
  id: string
  brand_id: BrandId
  contact_id: ContactId
  conversation_id: ConversationId
  to_brand_id: BrandId
  to_agent_id: AgentId
  to_conversation_id: ConversationId | null
  facts: Fact[]
  take_by: Date
  state: 'asked' | 'agreed' | 'taken' | 'declined' | 'returned' | 'withdrawn'
  asked_by: By
  owner_id: AgentId | null
  asked_at: Date
  answered_at: Date | null
  taken_at: Date | null
  taken_by: By | null
  ended_at: Date | null
  rev: number
}

declare module '#kernel/db' {
  interface Tables {
    'cases.matter': MatterTable
    'cases.matter_conversation': MatterConversationTable
    'cases.link': {
      id: string
      conversation_id: ConversationId
      contact_id: ContactId
      token_hash: Buffer
      made_at: Date
      expires_at: Date
    }
    'cases.promise': PromiseTable
    'cases.brought': {
      merge_id: string
      conversation_id: ConversationId
      into_id: CaseId
      from_id: CaseId
      joined_by: JoinedBy
      by: By
      since: Date
      was_apart: boolean
    }
    'cases.transfer': TransferRow
    'cases.apart': { conversation_id: ConversationId; matter_id: CaseId; by: By; at: Date }
  }
}

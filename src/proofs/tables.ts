import type { Generated } from 'kysely'
import type { By } from '#kernel/access'
import type { BrandId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { ProofLevel, ProofState } from './contract.ts'

export interface RequestTable {
  id: string
  brand_id: BrandId
  conversation_id: ConversationId
  contact_id: ContactId
  level: ProofLevel
  state: Generated<ProofState>
  message_id: MessageId
  token_hash: Buffer
  asked_by: By
  asked_at: Date
  expires_at: Date
  opened_at: Date | null
  ended_at: Date | null
  holds_minutes: number
  until: Date | null
  rev: Generated<number>
}

export interface CodeTable {
  id: string
  request_id: string
  identity_id: string
  code_hash: Buffer | null
  made_at: Date
  expires_at: Date
  tries: Generated<number>
}

declare module '#kernel/db' {
  interface Tables {
    'proofs.request': RequestTable
    'proofs.code': CodeTable
  }
}

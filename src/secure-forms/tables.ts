import type { Generated } from 'kysely'
import type { By } from '#kernel/access'
import type { BrandId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { SecureFormState, Takes } from './contract.ts'

type Words = Record<string, string>

export interface FormTable {
  id: string
  brand_id: BrandId
  takes: Takes
  name: Words
  recipient: Words
  endpoint: string
  /** `host:port` an administrator listed. */
  allow: Generated<string[]>
  /** Sealed. */
  secret: string
  shows_end: Generated<boolean>
  hours: Generated<number>
  tested_at: Date | null
  tested: string | null
  test_id: string | null
  retired_at: Date | null
  created_at: Date
  rev: Generated<number>
}

export interface RequestTable {
  id: string
  brand_id: BrandId
  conversation_id: ConversationId
  contact_id: ContactId
  form_id: string
  purpose: string
  state: Generated<SecureFormState>
  message_id: MessageId
  token_hash: Buffer
  asked_by: By
  asked_at: Date
  expires_at: Date
  opened_at: Date | null
  given_at: Date | null
  deliver_by: Date | null
  ended_at: Date | null
  tries: Generated<number>
  trouble: string | null
  reference: string | null
  ending: string | null
  rev: Generated<number>
}

export interface ValueTable {
  request_id: string
  sealed: string
}

declare module '#kernel/db' {
  interface Tables {
    'secure_forms.form': FormTable
    'secure_forms.request': RequestTable
    'secure_forms.value': ValueTable
  }
}

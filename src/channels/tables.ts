import type { Generated } from 'kysely'
import type { AccountId, BrandId, ConversationId, MessageId } from '#kernel/ids'

export type AccountState = 'ok' | 'expiring' | 'needs-reauth' | 'limited' | 'down'

export interface AccountTable {
  id: AccountId
  brand_id: BrandId
  channel: string
  name: string
  settings: Generated<Record<string, unknown>>
  state: Generated<AccountState>
  detail: string | null
  last_inbound_at: Date | null
  created_at: Date
  rev: Generated<number>
}

declare module '#kernel/db' {
  interface Tables {
    'channels.account': AccountTable
    'channels.delivery': {
      id: string
      account_id: AccountId
      key: string
      method: string
      path: string
      headers: unknown
      body: Buffer
      received_at: Date
      parsed_at: Date | null
    }
    'channels.outbound': {
      conversation_id: ConversationId
      message_id: MessageId
      step: number
      state: 'sending' | 'accepted' | 'unknown' | 'failed'
      external_id: string | null
      tries: Generated<number>
      error: string | null
      at: Date
    }
  }
}

import type { Generated } from 'kysely'
import type { AccountId, BrandId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { InboundEvent } from './port/inbound-event.ts'

export type AccountState = 'ok' | 'expiring' | 'needs-reauth' | 'limited' | 'down'

export interface AccountTable {
  id: AccountId
  brand_id: BrandId
  channel: string
  name: string
  settings: Generated<Record<string, unknown>>
  /** Sealed, by name. */
  secrets: Generated<Record<string, string>>
  /** `host:port` an administrator listed. */
  allow: Generated<string[]>
  state: Generated<AccountState>
  detail: string | null
  last_inbound_at: Date | null
  disconnected_at: Date | null
  created_at: Date
  rev: Generated<number>
}

export interface DeliveryTable {
  id: string
  seq: Generated<number>
  account_id: AccountId
  key: string
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer
  received_at: Date
  parsed_at: Date | null
  aside_at: Date | null
}

export interface InboundTable {
  id: string
  account_id: AccountId
  delivery_id: string
  key: string
  /** Null once it was taken. */
  event: InboundEvent | null
  received_at: Date
  taken_at: Date | null
  contact_id: ContactId | null
  conversation_id: ConversationId | null
}

export interface OutboundTable {
  conversation_id: ConversationId
  message_id: MessageId
  step: number
  account_id: AccountId
  /** `sending` is written before the bytes leave: whoever finds it later does not know how it ended. */
  state: 'sending' | 'waiting' | 'accepted' | 'unknown' | 'failed'
  external_id: string | null
  tries: Generated<number>
  error: string | null
  first_at: Date
  at: Date
}

declare module '#kernel/db' {
  interface Tables {
    'channels.account': AccountTable
    'channels.delivery': DeliveryTable
    'channels.inbound': InboundTable
    'channels.outbound': OutboundTable
    'channels.early_receipt': { account_id: AccountId; ref: string; state: string; why: string | null; at: Date }
  }
}

import type { AccountId, BrandId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { MailPart } from '../port/inbound-event.ts'

export type Mark = 'forged-address' | 'foreign-address' | 'other-sender'

export interface MailPartTable {
  conversation_id: ConversationId
  message_id: MessageId
  account_id: AccountId
  delivery_id: string
  subject: string
  from_name: string
  from_address: string
  reply_to: string | null
  recipients: Pick<MailPart, 'to' | 'cc'>
  quoted: string
  signature: string
  html: string
  auto: string | null
  trusted: boolean
  trust: MailPart['trust']
  mark: Mark | null
}

export interface SuppressionTable {
  id: string
  brand_id: BrandId
  channel: string
  contact_id: ContactId
  handle: string
  code: string
  conversation_id: ConversationId
  message_id: MessageId
  at: Date
}

declare module '#kernel/db' {
  interface Tables {
    'channels.mail_part': MailPartTable
    'channels.suppression': SuppressionTable
    'channels.alias': {
      account_id: AccountId
      alias: string
      conversation_id: ConversationId
      message_id: MessageId | null
      at: Date
    }
    'channels.pace': { account_id: AccountId; key: string; due: Date }
    'channels.mail_cursor': {
      account_id: AccountId
      mailbox: string
      uid_validity: string
      last_uid: number
      mod_seq: string | null
      at: Date
    }
  }
}

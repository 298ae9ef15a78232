import type { Generated } from 'kysely'
import type { AccountId, BrandId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { MailPart } from '../port/inbound-event.ts'

export type Mark = 'forged-address' | 'foreign-address' | 'other-sender' | 'copied-in'

export interface MailPartTable {
  conversation_id: ConversationId
  message_id: MessageId
  account_id: AccountId
  delivery_id: string
  subject: string
  from_name: string
  from_address: string
  reply_to: string | null
  answer_to: string | null
  recipients: Pick<MailPart, 'to' | 'cc'>
  quoted: string
  signature: string
  html: string
  auto: string | null
  trusted: boolean
  trust: MailPart['trust']
  mark: Mark | null
  /** Which file of ours each picture inside it is, by content id. */
  pictures: Generated<Record<string, string>>
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
      /** Set where it means an exchange with an outsider. */
      side_id: string | null
      at: Date
    }
    'channels.pace': { brand_id: BrandId; key: string; due: Date }
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

import type { Generated } from 'kysely'
import type { BrandId, ContactId, ConversationId } from '#kernel/ids'

export interface SurveyTable {
  id: string
  conversation_id: ConversationId
  contact_id: ContactId
  brand_id: BrandId
  kind: 'csat'
  way: Generated<'window' | 'mail'>
  token_hash: Buffer | null
  sent_at: Date
  expires_at: Date
  score: number | null
  comment: string | null
  answered_at: Date | null
  rev: Generated<number>
}

declare module '#kernel/db' {
  interface Tables {
    'voice.survey': SurveyTable
    'voice.pause': { run_id: string; brand_id: BrandId; since: Date; ended_at: Date | null }
  }
}

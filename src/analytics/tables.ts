import type { BrandId, ConversationId } from '#kernel/ids'
import type { Fact } from './fact.ts'

export interface ConversationFactTable {
  conversation_id: ConversationId
  from_pos: number
  to_pos: number | null
  to_at: Date | null
  fold: Fact | null
  brand_id: BrandId
  scopes: string[]
  channel: string
  started_at: Date
  status: string
  first_holder: string
  holder: string
  waiting_since: Date | null
  response_at: Date | null
  response_by: 'agent' | 'bot' | null
  response_seconds: number | null
  response_open_seconds: number | null
  open_due_at: Date | null
  resolved_at: Date | null
  resolution_seconds: number | null
  resolution_open_seconds: number | null
  reopened: number
  bot_spoke_at: Date | null
  handed_over_at: Date | null
  survey_sent_at: Date | null
  score: number | null
}

declare module '#kernel/db' {
  interface Tables {
    'analytics.conversation_fact': ConversationFactTable
  }
}

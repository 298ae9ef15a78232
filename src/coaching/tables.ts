import type { Generated, JSONColumnType } from 'kysely'
import type { By } from '#kernel/access'
import type { AgentId, BrandId, ContactId, ConversationId } from '#kernel/ids'
import type { Criterion } from './forms/contract.ts'
import type { DropWhy, ReviewState, Score } from './reviews/contract.ts'
import type { Every, Rating } from './rules/contract.ts'

interface FormTable {
  id: string
  brand_id: BrandId | null
  name: JSONColumnType<Record<string, string>>
  criteria: JSONColumnType<Criterion[]>
  retired_at: Date | null
  rev: Generated<number>
}

interface RuleTable {
  id: string
  brand_id: BrandId
  form_id: string
  name: string
  channels: string[]
  team_id: string | null
  rating: Rating
  least_replies: number
  each: number
  every: Every
  sampled_until: Date | null
  retired_at: Date | null
  rev: Generated<number>
}

interface ReviewTable {
  id: string
  brand_id: BrandId
  scopes: string[]
  conversation_id: ConversationId
  contact_id: ContactId
  agent_id: AgentId
  form_id: string
  rule_id: string | null
  picked_by: By
  picked_at: Date
  state: Generated<ReviewState>
  drop_why: DropWhy | null
  criteria: JSONColumnType<Criterion[]> | null
  scores: JSONColumnType<Score[]> | null
  total: number | null
  failed: Generated<boolean>
  words: string | null
  reviewer_id: AgentId | null
  scored_at: Date | null
  seen_at: Date | null
  answer: string | null
  answered_at: Date | null
  settled_by: AgentId | null
  settled_at: Date | null
  settle_words: string | null
  rev: Generated<number>
}

interface NoteTable {
  id: string
  brand_id: BrandId
  scopes: string[]
  agent_id: AgentId
  author_id: AgentId
  review_id: string | null
  text: string
  due_on: string | null
  done_at: Date | null
  done_by: AgentId | null
  written_at: Date
  rev: Generated<number>
}

declare module '#kernel/db' {
  interface Tables {
    'coaching.form': FormTable
    'coaching.rule': RuleTable
    'coaching.review': ReviewTable
    'coaching.note': NoteTable
  }
}

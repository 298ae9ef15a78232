import type { ColumnType, Generated } from 'kysely'
import type { AgentId, BrandId, ContactId, ConversationId, MessageId, QueueId } from '#kernel/ids'
import type { StandingKind } from '#people/contract'
import type { KeptWhy } from './kept/kept.ts'
import type { Takes } from './queue.ts'
import type { Switches } from './surge/contract.ts'

export type ItemState = 'waiting' | 'assigned' | 'parked' | 'done'
export type PresenceKind = 'available' | 'busy' | 'away' | 'offline'

/** What was true when somebody got it, for who asks why: numbers and codes only. */
export interface AssignmentFacts {
  /** How many there were who fit and had room. */
  among?: number
  /** Slots they held before, of how many. */
  load?: number
  capacity?: number
  /** How well they know what the queue asks for, and how well it asks. */
  level?: number
  asked?: number
  /** The customer's language, where the queue asks for who speaks it. */
  lang?: string
  /** For whom it was kept, why, and for how many seconds; the other may have got it after. */
  kept?: string
  keptFor?: AgentId
  keptSeconds?: number
  /** The kind of its customer's standing, and the priority it had when the queue's order gave it. */
  vip?: string
  priority?: string
}

export interface WorkItemTable {
  id: string
  conversation_id: ConversationId
  brand_id: BrandId
  queue_id: QueueId
  kind: Generated<string>
  state: ItemState
  priority: string
  since: Date
  agent_id: AgentId | null
  /** Slots of capacity it takes. */
  weight: Generated<number>
  lang: string | null
  channel: Generated<string>
  chosen: Generated<boolean>
  overflowed: Generated<boolean>
  /** Who gave it back or let it lie: it is not offered to them again. */
  passed: Generated<AgentId[]>
  rev: Generated<number>
  /** Whom it waits for, since and until when, and why; then for anybody. */
  kept_for: AgentId | null
  kept_at: Date | null
  kept_until: Date | null
  kept_why: KeptWhy | null
  backup_for: AgentId | null
  backup_until: Date | null
  /** The kind of its customer's standing, and where that puts it in the line; null: where it came. */
  vip: StandingKind | null
  place: Date | null
}

export interface PresenceTable {
  agent_id: AgentId
  state: PresenceKind
  /** Why it changed by itself. */
  reason: string | null
  as_id: string | null
  until: Date | null
  set_by: string | null
  /** Offers in a row that had no answer. */
  missed: Generated<number>
  capacity: Generated<number>
  since: Date
  beat_at: Date
  rev: Generated<number>
}

export interface OfferTable {
  id: string
  work_item_id: string
  conversation_id: ConversationId
  brand_id: BrandId
  queue_id: QueueId
  agent_id: AgentId
  /** Slots it keeps free for them while they think. */
  weight: number
  facts: ColumnType<AssignmentFacts, string, string>
  at: Date
  until: Date
  settled_at: Date | null
  how: 'accepted' | 'declined' | 'missed' | 'gone' | null
  rev: Generated<number>
}

declare module '#kernel/db' {
  interface Tables {
    'routing.queue': {
      id: QueueId
      brand_id: BrandId
      name: unknown
      push: Generated<boolean>
      first: Generated<boolean>
      takes: Generated<Takes>
      skill: string | null
      skill_level: number | null
      speaks: Generated<boolean>
      overflow_to: QueueId | null
      overflow_minutes: number | null
      silence_minutes: number | null
      offer_seconds: number | null
      removed_at: Date | null
      created_at: Date
      rev: Generated<number>
      sticky_minutes: Generated<number | null>
      sticky_days: Generated<number>
      vip_kept_minutes: Generated<number>
      vip_ahead_minutes: Generated<number>
    }
    'routing.work_item': WorkItemTable
    'routing.assignment': {
      id: string
      work_item_id: string
      conversation_id: ConversationId
      queue_id: QueueId | null
      agent_id: AgentId
      why: string
      facts: Generated<AssignmentFacts>
      waited_seconds: number
      at: Date
      ended_at: Date | null
      ended_why: string | null
    }
    'routing.presence': PresenceTable
    'routing.offer': OfferTable
    'routing.hand': {
      id: string
      conversation_id: ConversationId
      brand_id: BrandId
      agent_id: AgentId
      at: Date
      lowered_at: Date | null
      how: 'lowered' | 'helped' | 'taken-over' | 'done' | null
      rev: Generated<number>
    }
    'routing.presence_state': {
      id: string
      name: unknown
      kind: Exclude<PresenceKind, 'offline'>
      minutes: number | null
      place: Generated<number>
      removed_at: Date | null
      created_at: Date
      rev: Generated<number>
    }
    'routing.surge_plan': {
      id: string
      brand_id: BrandId
      name: unknown
      switches: Switches
      created_at: Date
      removed_at: Date | null
      rev: Generated<number>
    }
    'routing.surge_run': {
      id: string
      plan_id: string
      brand_id: BrandId
      switches: Switches
      since: Date
      until: Date
      said: unknown
      ended_at: Date | null
      ended_why: 'ended' | 'over' | null
    }
    'routing.surge_answer': {
      run_id: string
      conversation_id: ConversationId
      message_id: MessageId | null
      at: Date
    }
    'routing.surge_call': {
      run_id: string
      conversation_id: ConversationId
      message_id: MessageId | null
      at: Date
      asked_at: Date | null
    }
    'routing.surge_share': {
      run_id: string
      conversation_id: ConversationId
      from_id: QueueId
      to_id: QueueId
      at: Date
    }
    'routing.channel_slots': { channel: string; slots: number; wrap_up_seconds: Generated<number> }
    'routing.baton': {
      id: string
      conversation_id: ConversationId
      contact_id: ContactId
      brand_id: BrandId
      queue_id: QueueId
      passed_by: AgentId
      at: Date
      done: string
      next: string
      told: string
      due_at: Date | null
      ended_at: Date | null
      how: 'taken' | 'replaced' | null
      rev: Generated<number>
    }
  }
}

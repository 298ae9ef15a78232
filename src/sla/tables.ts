import type { Generated } from 'kysely'
import type { BrandId, ConversationId } from '#kernel/ids'
import type { Hours } from '#people/contract'
import type { Holiday } from './calendar.ts'
import type { Clock, EndedWhy, Kind } from './clock.ts'
import type { Pause } from './count.ts'
import type { Takes } from './policy.ts'

export interface CalendarTable {
  id: string
  brand_id: BrandId | null
  name: string
  time_zone: string
  week: Hours['week']
  holidays: Holiday[]
  created_at: Date
  removed_at: Date | null
  rev: Generated<number>
}

export interface PolicyTable {
  id: string
  brand_id: BrandId
  name: string
  takes: Takes
  calendar_id: string | null
  first: number | null
  next: number | null
  resolution: number | null
  warn: number
  place: number
  created_at: Date
  removed_at: Date | null
  rev: Generated<number>
}

export interface ClockTable {
  id: string
  conversation_id: ConversationId
  brand_id: BrandId
  kind: Kind
  started_at: Date
  pauses: readonly Pause[]
  ended_at: Date | null
  ended_why: EndedWhy | null
  undo: Clock['undo']
  policy_id: string | null
  policy_rev: number | null
  calendar_id: string | null
  target: number | null
  warn: number | null
  counted_from: Date
  /** bigint: PostgreSQL's own text. */
  carried_ms: string
  due_at: Date | null
  warn_at: Date | null
  warned_at: Date | null
  breached_at: Date | null
  next_at: Date | null
}

declare module '#kernel/db' {
  interface Tables {
    'sla.calendar': CalendarTable
    'sla.policy': PolicyTable
    'sla.talk': {
      conversation_id: ConversationId
      brand_id: BrandId
      answered: Generated<boolean>
      due_at: Date | null
      due_kind: Kind | null
    }
    'sla.clock': ClockTable
    'sla.recount': {
      brand_id: BrandId
      run: Generated<number>
      done: Generated<number>
      total: Generated<number>
      after: ConversationId | null
      started_at: Date
      ended_at: Date | null
    }
  }
}

import type { Generated } from 'kysely'
import type { AgentId, BrandId, ConversationId, QueueId } from '#kernel/ids'

export type ItemState = 'waiting' | 'assigned' | 'parked' | 'done'
export type PresenceState = 'available' | 'busy' | 'away' | 'offline'

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
  weight: Generated<number>
  rev: Generated<number>
}

export interface PresenceTable {
  agent_id: AgentId
  state: PresenceState
  reason: string | null
  capacity: Generated<number>
  since: Date
  beat_at: Date
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
      created_at: Date
      rev: Generated<number>
    }
    'routing.work_item': WorkItemTable
    'routing.assignment': {
      id: string
      work_item_id: string
      conversation_id: ConversationId
      agent_id: AgentId
      why: string
      waited_seconds: number
      at: Date
      ended_at: Date | null
      ended_why: string | null
    }
    'routing.presence': PresenceTable
  }
}

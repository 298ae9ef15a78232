import type { Generated } from 'kysely'
import type { AgentId, BrandId } from '#kernel/ids'

export interface BriefingTable {
  id: string
  brand_id: BrandId | null
  title: string
  body: string
  html: string
  baked_by: number
  written_by: AgentId
  at: Date
  changed_at: Date
  until: Date | null
  edition: Generated<number>
  withdrawn_at: Date | null
  rev: Generated<number>
}

export interface BriefingReadTable {
  briefing_id: string
  agent_id: AgentId
  edition: number
  at: Date
}

import type { Generated } from 'kysely'
import type { AgentId, BrandId } from '#kernel/ids'

export interface NoticeTable {
  id: string
  agent_id: AgentId
  kind: string
  key: string
  about_kind: string
  about_id: string
  brand_id: BrandId | null
  scopes: Generated<string[]>
  data: Generated<Record<string, string | number>>
  at: Date
  read_at: Date | null
  rev: Generated<number>
}

declare module '#kernel/db' {
  interface Tables {
    'notices.notice': NoticeTable
  }
}

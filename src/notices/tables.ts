import type { Generated } from 'kysely'
import type { AgentId, BrandId } from '#kernel/ids'
import type { BriefingReadTable, BriefingTable } from './briefings/tables.ts'
import type { Choices } from './contract.ts'

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
  /** Told by a mail, or would have been had the agent still been allowed to see it. */
  mailed_at: Date | null
  mail_id: string | null
}

export interface MailChoiceTable {
  agent_id: AgentId
  ways: Choices['ways']
  digest: Choices['digest']
  quiet: Choices['quiet']
  urgent: boolean
  time_zone: string
  lang: string
  changed_at: Date
}

export interface NoticeMailTable {
  id: string
  agent_id: AgentId
  way: 'mail' | 'digest'
  /** `sending` is written before it leaves: whoever finds it later does not know whether it arrived. */
  state: 'sending' | 'sent' | 'unknown' | 'failed'
  error: string | null
  token_hash: Buffer | null
  at: Date
}

export interface PushDeviceTable {
  id: string
  agent_id: AgentId
  name: string
  lang: string
  endpoint_hash: Buffer
  subscription: string
  created_at: Date
  told_at: Date | null
}

export interface PushKeyTable {
  one: Generated<boolean>
  public: string
  private: string
  made_at: Date
}

declare module '#kernel/db' {
  interface Tables {
    'notices.notice': NoticeTable
    'notices.push_device': PushDeviceTable
    'notices.push_key': PushKeyTable
    'notices.mail': NoticeMailTable
    'notices.mail_choice': MailChoiceTable
    'notices.briefing': BriefingTable
    'notices.briefing_read': BriefingReadTable
  }
}

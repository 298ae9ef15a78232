import type { ColumnType } from 'kysely'
import type { By, Scope } from '#kernel/access'
import type { AgentId, BrandId, ContactId } from '#kernel/ids'
import type { AttributeType, Option, Value } from './attributes/contract.ts'
import type { Hours, Level, Look } from './contract.ts'
import type { Asks } from './standing-rules/contract.ts'
import type { StandingKind } from './standings/shapes.ts'

/** Read as a value, written as JSON text. */
type Json<T> = ColumnType<T, string, string>
type WithDefault<T> = ColumnType<T, T | undefined, T>

export interface BrandTable {
  id: BrandId
  slug: string
  name: string
  languages: string[]
  look: Json<Look>
  hours: Json<Hours>
  first_holder: 'bot' | 'queue'
  pre_chat: ('name' | 'email')[]
  greeting: Json<Record<string, string>>
  legal: Json<Record<string, string>>
  created_at: Date
  rev: WithDefault<number>
}
export interface OrganisationTable {
  id: string
  brand_id: BrandId
  name: string
  name_key: string
  created_at: Date
}
export interface ContactTable {
  id: ContactId
  brand_id: BrandId
  name: WithDefault<string>
  lang: string | null
  organisation_id: string | null
  /** The sum of the stamps, its own and those of the contacts merged into it. */
  scopes: WithDefault<Scope[]>
  stamps: ColumnType<Record<string, Scope[]>, string | undefined, string>
  created_at: Date
  rev: WithDefault<number>
  merged_into: ContactId | null
  erased_at: Date | null
}
export interface IdentityTable {
  id: string
  contact_id: ContactId
  brand_id: BrandId
  channel: string
  handle: string
  handle_key: string
  level: WithDefault<Level>
  verified_at: Date | null
  proven: Level | null
  proven_until: Date | null
  created_at: Date
}
export interface ConsentTable {
  id: string
  contact_id: ContactId
  purpose: string
  given: boolean
  how: string
  /** Null: for all channels. */
  channel: string | null
  at: Date
  by: By
}
export interface AttributeTable {
  id: string
  brand_id: BrandId
  holder: 'contact' | 'conversation'
  key: string
  name: Json<Record<string, string>>
  hint: Json<Record<string, string>>
  type: AttributeType
  options: Json<Option[]>
  required: boolean
  reads: 'all' | 'works' | 'leads'
  writes: 'works' | 'leads'
  place: number
  archived_at: Date | null
  created_at: Date
  rev: WithDefault<number>
}
export interface AttributeValueTable {
  id: string
  attribute_id: string
  /** The contact or the conversation. */
  subject: string
  contact_id: ContactId
  value: Json<Value> | null
  by: By
  at: Date
}
export interface NotSameTable {
  id: string
  contact_id: ContactId
  other_id: ContactId
  by: By
  at: Date
}
export interface NoteTable {
  id: string
  contact_id: ContactId
  brand_id: BrandId
  text: string
  by: By
  at: Date
  pinned_at: Date | null
  removed_at: Date | null
  removed_by: By | null
}
export interface NoteBeforeTable {
  id: string
  note_id: string
  contact_id: ContactId
  text: string
  by: By
  at: Date
}
export interface MandateTable {
  id: string
  contact_id: ContactId
  for_contact_id: ContactId
  role: string
  scope: string
  proof: string
  until: Date | null
  at: Date
  by: By
  ended_at: Date | null
  ended_by: By | null
}
/** Per table, the rows that a merge moved. */
export type Moved = Record<string, readonly string[]>
export interface MergeTable {
  id: string
  brand_id: BrandId
  into_id: ContactId
  other_id: ContactId
  moved: Json<Moved>
  at: Date
  by: By
  undone_at: Date | null
  undone_by: By | null
}
export interface ContactAliasTable {
  id: ContactId
  contact_id: ContactId
}
export interface ErasedTable {
  id: ContactId
  brand_id: BrandId
  at: Date
  by: By
}
export interface PartnerTable {
  id: string
  name: string
  created_at: Date
  rev: WithDefault<number>
}
export interface AgentTable {
  id: AgentId
  name: string
  public_name: string
  login: string
  languages: string[]
  skills: Json<{ skill: string; level: number }[]>
  partner_id: string | null
  active: WithDefault<boolean>
  created_at: Date
  rev: WithDefault<number>
}
export interface TeamTable {
  id: string
  brand_id: BrandId | null
  name: Json<Record<string, string>>
  created_at: Date
  rev: WithDefault<number>
}
export interface TeamMemberTable {
  team_id: string
  agent_id: AgentId
}
export interface StandingTable {
  id: string
  contact_id: ContactId
  brand_id: BrandId
  kind: StandingKind
  reason: string
  until: Date
  named_id: AgentId | null
  backup_id: AgentId | null
  rule_id: string | null
  by: By
  at: Date
  ended_at: Date | null
  ended_why: string | null
}
export interface ContactFactsTable {
  id: string
  contact_id: ContactId
  brand_id: BrandId
  monthly_value: string | null
  customer_since: string | null
  followers: number | null
  churn_risk: string | null
  vulnerable: boolean | null
  at: Date
}
export interface StandingRuleTable {
  id: string
  brand_id: BrandId
  kind: StandingKind
  asks: Json<Asks>
  reason: string
  days: number
  named_id: AgentId | null
  backup_id: AgentId | null
  team_id: string | null
  created_at: Date
  removed_at: Date | null
  rev: WithDefault<number>
}

declare module '#kernel/db' {
  interface Tables {
    'people.brand': BrandTable
    'people.organisation': OrganisationTable
    'people.contact': ContactTable
    'people.identity': IdentityTable
    'people.consent': ConsentTable
    'people.attribute': AttributeTable
    'people.attribute_value': AttributeValueTable
    'people.not_same': NotSameTable
    'people.note': NoteTable
    'people.note_before': NoteBeforeTable
    'people.mandate': MandateTable
    'people.merge': MergeTable
    'people.contact_alias': ContactAliasTable
    'people.erased': ErasedTable
    'people.partner': PartnerTable
    'people.agent': AgentTable
    'people.team': TeamTable
    'people.team_member': TeamMemberTable
    'people.standing': StandingTable
    'people.contact_facts': ContactFactsTable
    'people.standing_rule': StandingRuleTable
  }
}

import type { Generated } from 'kysely'
import type { AgentId, BrandId, ContactId, ConversationId } from '#kernel/ids'
import type { By, Permission, Scope } from './actor.ts'

export interface CredentialTable {
  agent_id: AgentId
  login: string
  name: string
  hash: string | null
  changed_at: Date
  closed_at: Date | null
}
export interface SessionTable {
  id: string
  token_hash: Buffer
  agent_id: AgentId
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  device: string
  ended_at: Date | null
}
export interface KnownDeviceTable {
  token_hash: Buffer
  agent_id: AgentId
  last_seen_at: Date
}
export interface SignInFailureTable {
  subject: Buffer
  failures: number
  at: Date
}
export interface RoleTable {
  name: string
  permissions: Permission[]
  built_in: Generated<boolean>
}
export interface RoleGrantTable {
  id: string
  agent_id: AgentId
  role: string
  brand: BrandId | null
  scope: Generated<Scope>
  by: By
  at: Date
}
export interface ApiKeyTable {
  id: string
  prefix: string
  token_hash: Buffer
  name: string
  role: string
  brand: BrandId | null
  created_by: By
  created_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
}
export interface VisitorTokenTable {
  id: string
  token_hash: Buffer
  brand: BrandId
  contact_id: ContactId
  conversation_id: ConversationId
  created_at: Date
  last_used_at: Date
  revoked_at: Date | null
}
export interface OneTimeTokenTable {
  token_hash: Buffer
  purpose: string
  subject: string
  created_at: Date
  expires_at: Date
  used_at: Date | null
}
export interface AuditTable {
  id: number
  at: Date
  by: By
  deed: string
  outcome: 'done' | 'denied'
  brand: BrandId | null
  subject: string | null
  data: unknown
  personal: unknown
  salt: Buffer | null
  digest: Buffer
  chain: Buffer
}

declare module '#kernel/db' {
  interface Tables {
    'kernel.credential': CredentialTable
    'kernel.session': SessionTable
    'kernel.known_device': KnownDeviceTable
    'kernel.sign_in_failure': SignInFailureTable
    'kernel.role': RoleTable
    'kernel.role_grant': RoleGrantTable
    'kernel.api_key': ApiKeyTable
    'kernel.visitor_token': VisitorTokenTable
    'kernel.one_time_token': OneTimeTokenTable
    'kernel.audit': AuditTable
  }
}

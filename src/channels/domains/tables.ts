import type { Generated } from 'kysely'
import type { BrandId } from '#kernel/ids'
import type { Seen } from './domain.ts'

export interface SendingDomainTable {
  id: string
  brand_id: BrandId
  domain: string
  return_host: string | null
  sent_by: string | null
  found: Generated<Record<string, Seen>>
  checked_at: Date | null
  return_seen_at: Date | null
  created_at: Date
  rev: Generated<number>
}
export interface DkimKeyTable {
  domain_id: string
  selector: string
  public_key: string
  /** Sealed; null once another key signs. */
  private_key: string | null
  made_at: Date
  seen_at: Date | null
  retired_at: Date | null
}

declare module '#kernel/db' {
  interface Tables {
    'channels.sending_domain': SendingDomainTable
    'channels.dkim_key': DkimKeyTable
  }
}

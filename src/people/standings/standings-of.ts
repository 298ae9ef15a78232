import { type Db, sql } from '#kernel/db'
import type { AgentId, ContactId } from '#kernel/ids'
import type { StandingKind } from './shapes.ts'

/** What routing goes by: that somebody has a standing, of which kind, and who looks after them. */
export interface StandingCard {
  contact: ContactId
  kind: StandingKind
  named: AgentId | null
  backup: AgentId | null
}

/**
 * Of these contacts, those who have a standing at this time. Of several kinds it is the one that names an advisor, then the newest.
 */
export async function standingsOf(
  db: Db,
  contacts: readonly ContactId[],
  now: Date,
): Promise<Map<ContactId, StandingCard>> {
  if (contacts.length === 0) return new Map()
  const { rows } = await sql<StandingCard>`
    select distinct on (contact_id) contact_id as contact, kind, named_id as named, backup_id as backup from people.standing
    where contact_id = any(${[...new Set(contacts)]}::uuid[]) and ended_at is null and until > ${now}
    order by contact_id, named_id is null, at desc, id desc`.execute(db)
  return new Map(rows.map((row) => [row.contact, row]))
}

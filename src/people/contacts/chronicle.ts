import { sql } from '#kernel/db'
import type { Chronicle, ChronicleSubject } from '#kernel/registry'

/** What became of the contact, and of those who were merged into it. */
export const contactChronicle: Chronicle = {
  kind: 'contact',
  permission: 'contact.read',
  events: [
    'contact.created',
    'contact.renamed',
    'contact.merged',
    'contact.unmerged',
    'contact.note-written',
    'identity.verified',
    'consent.recorded',
    'mandate.given',
    'mandate.ended',
    'standing.given',
    'standing.ended',
  ],
  subjects: async (db, contact) => {
    const { rows } = await sql<ChronicleSubject>`
      select t.id, c.scopes, null as channel, null as reference, null as conversation
      from people.contact c cross join lateral (
        select c.id union all select a.id from people.contact_alias a where a.contact_id = c.id) t
      where c.id = ${contact}`.execute(db)
    return rows
  },
}

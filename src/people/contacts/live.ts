import { sql } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { LiveKind } from '#kernel/registry'

type Row = { id: string; rev: number }
const self = (event: StoredEvent): string | null => event.subject

/** That something of a contact is another now: to screens that show this contact, which then read what they show again. */
export const contactKind: LiveKind<Row> = {
  kind: 'contact',
  permission: 'contact.read',
  only: 'watched-subject',
  on: {
    'contact.renamed': self,
    'contact.changed': self,
    'contact.merged': self,
    'contact.unmerged': self,
    'contact.erased': self,
    'contact.attribute-set': self,
    'contact.labelled': self,
    'contact.told-apart': self,
    'contact.note-written': self,
    'contact.note-changed': self,
    'contact.note-pinned': self,
    'contact.note-removed': self,
    'contact.note-restored': self,
    'identity.verified': self,
    'consent.recorded': self,
    'mandate.given': self,
    'mandate.ended': self,
    'standing.given': self,
    'standing.ended': self,
  },
  present: async (db, ids) => {
    const { rows } = await sql<Row>`
      select id, rev from people.contact where id = any(${[...ids]}::uuid[]) and erased_at is null`.execute(db)
    return new Map(rows.map((row) => [row.id, row]))
  },
}

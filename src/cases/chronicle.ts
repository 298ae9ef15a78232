import { sql } from '#kernel/db'
import type { Chronicle, ChronicleSubject } from '#kernel/registry'

/** Cases and complaints in the timeline of whose matter it is. */
export const caseChronicle: Chronicle = {
  kind: 'case',
  permission: 'case.read',
  events: [
    'case.opened',
    'case.settled',
    'case.reopened',
    'case.call-asked',
    'complaint.made',
    'complaint.withdrawn',
    'complaint.lettered',
  ],
  subjects: async (db, contact) => {
    const { rows } = await sql<ChronicleSubject>`
      select m.id, m.scopes, m.reference, null as channel,
        (select c.conversation_id from cases.matter_conversation c where c.matter_id = m.id order by c.conversation_id desc limit 1) as conversation
      from cases.matter m where m.contact_id = ${contact}`.execute(db)
    return rows
  },
}

/** What they were told would happen. */
export const promiseChronicle: Chronicle = {
  kind: 'promise',
  permission: 'promise.read',
  events: ['promise.made', 'promise.kept', 'promise.failed', 'promise.withdrawn', 'promise.reopened'],
  subjects: async (db, contact) => {
    const { rows } = await sql<ChronicleSubject>`
      select p.id, c.scopes, c.reference, null as channel, p.conversation_id as conversation
      from cases.promise p join cases.matter_conversation c on c.conversation_id = p.conversation_id
      where p.contact_id = ${contact}`.execute(db)
    return rows
  },
}

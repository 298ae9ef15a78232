import { columnsOf, hot, runShared, together } from '#kernel/db'
import type { Taken } from './take-event.ts'

type Row = readonly [id: string, contact: string | null, conversation: string | null, at: Date]

const note = hot(
  'channels.note-taken',
  `update channels.inbound i set event = null, taken_at = given.at, contact_id = given.contact_id, conversation_id = given.conversation_id
   from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) as given(id, contact_id, conversation_id, at)
   where i.id = given.id and i.id = any($1::uuid[])`,
)

/** The event has become part of its conversation: what it said is no longer kept beside it. */
export const noteTaken = together<Row, null>({
  keyOf: ([id]) => id,
  run: async (database, rows) => {
    await runShared(database, note, rows)
    return rows.map(() => null)
  },
  alone: async ({ pool }, row) => {
    await note.run(pool, columnsOf([row]))
    return null
  },
  underWay: 1,
})

export const takenRow = (id: string, { contactId, conversationId }: Taken, at: Date): Row => [
  id,
  contactId,
  conversationId,
  at,
]

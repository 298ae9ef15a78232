import type { Db } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { LiveKind } from '#kernel/registry'

export const states = [
  'secure-form.asked',
  'secure-form.opened',
  'secure-form.given',
  'secure-form.delivered',
  'secure-form.rejected',
  'secure-form.undelivered',
  'secure-form.declined',
  'secure-form.expired',
  'secure-form.withdrawn',
] as const

const idOf = (event: StoredEvent): string | null => ('requestId' in event.data ? event.data.requestId : null)

/** How a question stands, to those who have the conversation open: they read the rest themselves. */
export const secureFormKind: LiveKind = {
  kind: 'secure-form',
  permission: 'conversation.read',
  on: Object.fromEntries(states.map((name) => [name, idOf])),
  only: 'watched-subject',
  present: async (db: Db, ids) => {
    const rows = await db
      .selectFrom('secure_forms.request')
      .select(['id', 'rev', 'state', 'conversation_id as conversation'])
      .where('id', 'in', [...ids])
      .execute()
    return new Map(rows.map((row) => [row.id, row]))
  },
}

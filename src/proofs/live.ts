import type { Db } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { LiveKind } from '#kernel/registry'

export const states = [
  'proof.asked',
  'proof.opened',
  'proof.proved',
  'proof.failed',
  'proof.expired',
  'proof.declined',
  'proof.withdrawn',
] as const

const idOf = (event: StoredEvent): string | null => ('proofId' in event.data ? event.data.proofId : null)

/** How a question stands, to those who have the conversation open: they read the rest themselves. */
export const proofKind: LiveKind = {
  kind: 'proof',
  permission: 'conversation.read',
  on: Object.fromEntries(states.map((name) => [name, idOf])),
  only: 'watched-subject',
  present: async (db: Db, ids) => {
    const rows = await db
      .selectFrom('proofs.request')
      .select(['id', 'rev', 'state', 'conversation_id as conversation'])
      .where('id', 'in', [...ids])
      .execute()
    return new Map(rows.map((row) => [row.id, row]))
  },
}

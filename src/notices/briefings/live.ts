import { sql } from '#kernel/db'
import type { LiveKind } from '#kernel/registry'

interface Told {
  id: string
  rev: number
}

/** That something changed about a briefing; what it says is read again, since each reader has a receipt of their own. */
export const briefingKind: LiveKind<Told> = {
  kind: 'briefing',
  permission: 'briefing.read',
  inAnyBrand: true,
  on: {
    'briefing.written': (event) => event.subject,
    'briefing.changed': (event) => event.subject,
    'briefing.withdrawn': (event) => event.subject,
  },
  present: async (db, ids) => {
    const { rows } = await sql<Told>`
      select id, rev from notices.briefing where id = any(${[...ids]}::uuid[]) and withdrawn_at is null`.execute(db)
    return new Map(rows.map((row) => [row.id, row]))
  },
}

/** That the caller has read one, on another screen. */
export const receiptKind: LiveKind<Told> = {
  kind: 'briefing-read',
  permission: 'briefing.read',
  on: {
    'briefing.read': ({ data }) => ('briefingId' in data ? String(data.briefingId) : null),
  },
  own: (event) => event.subject,
  present: async (db, ids) => {
    const { rows } = await sql<Told>`
      select briefing_id as id, max(edition) as rev from notices.briefing_read where briefing_id = any(${[...ids]}::uuid[])
      group by briefing_id`.execute(db)
    return new Map(rows.map((row) => [row.id, row]))
  },
}

import type { Selectable } from 'kysely'
import { whoMay } from '#kernel/access'
import { type Db, sql } from '#kernel/db'
import type { App } from '#kernel/registry'
import type { Notice } from './contract.ts'
import { type Talk, talksOf } from './shown-row.ts'
import type { NoticeTable } from './tables.ts'

export type NoticeRow = Selectable<NoticeTable>

/** Rows → contract. Names are looked up now, and only where the agent may still see what they belong to. */
export async function present(app: App, db: Db, rows: readonly NoticeRow[]): Promise<Notice[]> {
  const seen = await stillSeen(db, rows)
  const talks = await talksOf(
    app,
    db,
    seen.flatMap((row) => (row.about_kind === 'conversation' ? [row.about_id] : [])),
  )
  const names = await namesOf(db, rows)
  return rows.map((row) => one(row, seen.includes(row) ? talks.get(row.about_id) : undefined, names))
}

/** Only what they may still see, and what is still there: whatever has no reference now is neither. */
export async function presentSeen(app: App, db: Db, rows: readonly NoticeRow[]): Promise<Notice[]> {
  const shown = await present(app, db, rows)
  return shown.filter(({ about, data }) => about.kind !== 'conversation' || data.reference !== undefined)
}

function one(row: NoticeRow, talk: Talk | undefined, names: ReadonlyMap<string, string>): Notice {
  const by = names.get(String(row.data.by ?? ''))
  return {
    id: row.id,
    rev: row.rev,
    kind: row.kind,
    about: { kind: row.about_kind, id: row.about_id },
    data: {
      ...row.data,
      ...(by === undefined ? {} : { by }),
      ...(talk === undefined ? {} : { contact: talk.contact.name, reference: talk.reference }),
    },
    at: row.at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  }
}

async function stillSeen(db: Db, rows: readonly NoticeRow[]): Promise<NoticeRow[]> {
  const asked = new Map<string, Promise<readonly string[]>>()
  const kept = await Promise.all(
    rows.map(async (row) => {
      if (row.brand_id === null) return []
      const key = `${row.brand_id} ${row.scopes.join(' ')}`
      const who = asked.get(key) ?? whoMay(db, 'conversation.read', { brand: row.brand_id, scopes: row.scopes })
      asked.set(key, who)
      return (await who).includes(row.agent_id) ? [row] : []
    }),
  )
  return kept.flat()
}

/** Names of the colleagues who did it. */
async function namesOf(db: Db, rows: readonly NoticeRow[]): Promise<Map<string, string>> {
  const ids = rows.flatMap((row) => (typeof row.data.by === 'string' ? [row.data.by] : []))
  if (ids.length === 0) return new Map()
  const { rows: found } = await sql<{ id: string; name: string }>`
    select agent_id as id, name from kernel.credential where agent_id = any(${ids}::uuid[])`.execute(db)
  return new Map(found.map(({ id, name }) => [id, name]))
}

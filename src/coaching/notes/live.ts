import { type Db, sql } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import type { LiveKind } from '#kernel/registry'

interface Told {
  id: string
  rev: number
  scopes: string[]
}

const names = ['coaching-note.written', 'coaching-note.removed', 'coaching-note.done'] as const
const on = Object.fromEntries(names.map((name) => [name, ({ subject }: StoredEvent) => subject]))

async function present(db: Db, ids: readonly string[]): Promise<Map<string, Told>> {
  const { rows } =
    await sql<Told>`select id, rev, scopes from coaching.note where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** To those who lead. */
export const coachingNoteKind: LiveKind<Told> = {
  kind: 'coaching-note',
  permission: 'coaching.read',
  on,
  scopes: ({ scopes }) => scopes,
  present,
}

/** To whom it is for. */
export const ownCoachingNoteKind: LiveKind<Told> = {
  kind: 'my-coaching-note',
  permission: 'coaching.own',
  on,
  own: ({ data }) => ('agentId' in data ? String(data.agentId) : null),
  present,
}

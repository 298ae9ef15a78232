import type pg from 'pg'
import type { Handlers } from './handlers.ts'

/** How far one handler is in one lane. All are places in the log. */
export interface Cursor {
  /** Everything up to here is done, as far as this node knows. */
  pos: number
  /** What the table says: it may trail behind `pos` by events that were not for this handler. */
  saved: number
  /** A replay runs up to here, and then goes on from `resumeAt`. */
  replayTo: number
  resumeAt: number
  /** A replay without jobs and events. */
  quiet: boolean
}

export const isReplaying = (cursor: Cursor): boolean => cursor.pos < cursor.replayTo
export const isQuiet = (cursor: Cursor): boolean => cursor.quiet && isReplaying(cursor)

/** Where a cursor stands once everything up to `pos` is done. */
export const standsAt = (cursor: Cursor, pos: number): number =>
  isReplaying(cursor) && pos >= cursor.replayTo ? Math.max(pos, cursor.resumeAt) : pos

/** Gives handlers that the database has never seen their first cursors: at the head of the log, or at its start. */
export async function createCursors(pool: pg.Pool, handlers: Handlers): Promise<void> {
  const all = [...handlers.values()]
  await pool.query(
    `insert into kernel.cursor (handler, lane, pos)
     select h.name, l.lane, case when h.from_start then 0 else (select pos from kernel.log_head) end
     from unnest($1::text[], $2::boolean[]) as h(name, from_start) cross join kernel.lane l
     on conflict do nothing`,
    [all.map((handler) => handler.name), all.map((handler) => handler.from === 'start')],
  )
}

interface CursorRow {
  handler: string
  lane: number
  pos: number
  replay_to: number
  resume_at: number
  quiet: boolean
}

/** The cursors of these lanes, of the handlers this node knows. */
export async function loadCursors(pool: pg.Pool, handlers: Handlers, lanes: readonly number[]) {
  const { rows } = await pool.query<CursorRow>(
    'select handler, lane, pos, replay_to, resume_at, quiet from kernel.cursor where lane = any ($1::smallint[]) and handler = any ($2::text[])',
    [lanes, [...handlers.keys()]],
  )
  const cursors = new Map(lanes.map((lane) => [lane, new Map<string, Cursor>()]))
  for (const row of rows) cursors.get(row.lane)?.set(row.handler, toCursor(row))
  return cursors
}

const toCursor = (row: CursorRow): Cursor => ({
  pos: row.pos,
  saved: row.pos,
  replayTo: row.replay_to,
  resumeAt: row.resume_at,
  quiet: row.quiet,
})

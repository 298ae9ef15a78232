/** What a stream tells of a row: as it is now, or that it is gone from the viewer's sight. */
export type LiveEvent =
  | { pos: number; kind: string; id: string; rev: number; row: LiveRow }
  | { pos: number; kind: string; id: string; removed: true }

export interface LiveRow {
  readonly id: string
  readonly rev: number
}

/** What a view holds: rows by kind and id. */
export type LiveState = ReadonlyMap<string, ReadonlyMap<string, LiveRow>>

export const emptyState: LiveState = new Map()

/**
 * The next state; the same object when nothing changed, so that views need not look again.
 * A row that is not newer than the held one is dropped: a snapshot may already hold what an event then tells.
 */
export function apply(state: LiveState, event: LiveEvent): LiveState {
  const rows = state.get(event.kind)
  const held = rows?.get(event.id)
  if ('removed' in event) return held === undefined ? state : withRows(state, event.kind, without(rows, event.id))
  if (held !== undefined && held.rev >= event.rev) return state
  return withRows(state, event.kind, new Map(rows).set(event.id, event.row))
}

/** The rows of a snapshot, put into the state as if each had been told. */
export function hold(state: LiveState, kind: string, rows: Iterable<LiveRow>): LiveState {
  const held = new Map(state.get(kind))
  for (const row of rows) if ((held.get(row.id)?.rev ?? -1) < row.rev) held.set(row.id, row)
  return withRows(state, kind, held)
}

const withRows = (state: LiveState, kind: string, rows: ReadonlyMap<string, LiveRow>): LiveState =>
  new Map(state).set(kind, rows)

function without(rows: ReadonlyMap<string, LiveRow> | undefined, id: string): ReadonlyMap<string, LiveRow> {
  const rest = new Map(rows)
  rest.delete(id)
  return rest
}

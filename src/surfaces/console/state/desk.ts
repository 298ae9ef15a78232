import type { ConversationView, InboxRow, Message } from '#conversations/contract'

/** One list on the screen. `ids` keep their order while somebody reads; what is new waits in `fresh`. */
export interface List {
  ids: readonly string[]
  fresh: readonly string[]
  next: string | null
  status: 'loading' | 'ready' | 'failed'
}
type Rest = Omit<ConversationView, 'row' | 'messages' | 'live'>
/** One conversation as far as it is known here. */
export interface Talk extends Rest {
  messages: readonly Message[]
  /** Own messages on their way, oldest first. */
  sending: readonly Message[]
  /** Are there earlier messages than the first held? */
  earlier: boolean
  stale: boolean
}
interface Patch {
  key: string
  change: Partial<InboxRow>
}
/** Everything the inbox shows. `rows` is `base` with what was asked but not yet answered on top. */
export interface Desk {
  base: ReadonlyMap<string, InboxRow>
  patches: ReadonlyMap<string, readonly Patch[]>
  rows: ReadonlyMap<string, InboxRow>
  lists: ReadonlyMap<string, List>
  talks: ReadonlyMap<string, Talk>
  reads: ReadonlyMap<string, number>
  counts: Readonly<Record<string, number>>
}
/** A row as it is now and the lists it belongs to, or that it is gone from sight. */
export type RowTold = { row: InboxRow; lists: readonly string[] } | { removed: string }

export const emptyDesk: Desk = {
  base: new Map(),
  patches: new Map(),
  rows: new Map(),
  lists: new Map(),
  talks: new Map(),
  reads: new Map(),
  counts: {},
}

export const newer = (held: { rev: number } | undefined, next: { rev: number }): boolean =>
  held === undefined || next.rev > held.rev

/** A row with what was asked but not yet answered on top. */
export const patched = (desk: Desk, row: InboxRow): InboxRow =>
  Object.assign({}, row, ...(desk.patches.get(row.id) ?? []).map((patch) => patch.change))

/** What can happen to the desk: answers of the server, events of the stream, and what the advisor just did. */
export type Happening =
  | { type: 'list-loading'; list: string }
  | { type: 'list-failed'; list: string }
  | {
      type: 'listed'
      list: string
      rows: readonly InboxRow[]
      next: string | null
      reads: Readonly<Record<string, number>>
      more: boolean
    }
  | { type: 'rows'; told: readonly RowTold[] }
  | { type: 'fresh-shown'; list: string }
  | { type: 'left-list'; id: string; list: string }
  | { type: 'patched'; id: string; key: string; change: Partial<InboxRow> }
  | { type: 'unpatched'; id: string; key: string }
  | { type: 'opened'; view: ConversationView }
  | { type: 'outdated' }
  | { type: 'earlier'; id: string; messages: readonly Message[]; earlier: boolean }
  | { type: 'message'; message: Message }
  | { type: 'message-gone'; id: string; message: string }
  | { type: 'sending'; message: Message }
  | { type: 'unsent'; id: string; message: string }
  | { type: 'may'; id: string; may: ConversationView['may'] }
  | { type: 'read'; id: string; seq: number }
  | { type: 'counted'; counts: Readonly<Record<string, number>> }

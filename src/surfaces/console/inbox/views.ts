import type { InboxRow } from '#conversations/contract'

export const ownViews = [
  'mine',
  'unassigned',
  'mentions',
  'followed',
  'all',
  'bot',
  'pending',
  'snoozed',
  'solved',
  'spam',
] as const
export type ViewId = string

const active = (row: InboxRow): boolean => row.status === 'open'

/** Does a row belong in a view? The same rules as the server's lists; `null` where only the server can say. */
export function inView(row: InboxRow, view: ViewId, agent: string): boolean | null {
  if (view.startsWith('queue:')) return row.queue === view.slice(6) && row.holder === 'queue' && active(row)
  switch (view) {
    case 'mine':
      return row.assignee?.id === agent && (active(row) || row.status === 'pending')
    case 'unassigned':
      return row.holder === 'queue' && active(row)
    case 'all':
      return active(row)
    case 'bot':
      return row.holder === 'bot' && active(row)
    case 'pending':
      return row.status === 'pending'
    case 'snoozed':
      return row.status === 'snoozed'
    case 'followed':
      return row.status === 'closed' ? false : null
    case 'mentions':
      return active(row) || row.status === 'pending' ? null : false
    case 'solved':
    case 'spam':
      return row.status === view
    default:
      return null
  }
}

/** `view` alone, or with what a list is narrowed to: the key of a list in the desk. */
export interface Wanted {
  view?: ViewId
  list?: string
  brand?: string
  label?: string
  contact?: string
  order?: 'waiting' | 'newest'
}
export const listKey = (wanted: Wanted): string => JSON.stringify(Object.fromEntries(Object.entries(wanted).sort()))
export const wantedOf = (key: string): Wanted => JSON.parse(key)

/** Would this list hold the row? */
export function inList(row: InboxRow, key: string, agent: string): boolean | null {
  const { view, brand, label, contact, list } = wantedOf(key)
  if (list !== undefined) return null
  if (brand !== undefined && row.brand !== brand) return false
  if (label !== undefined && !row.labels.includes(label)) return false
  if (contact !== undefined && row.contact.id !== contact) return false
  return view === undefined ? true : inView(row, view, agent)
}

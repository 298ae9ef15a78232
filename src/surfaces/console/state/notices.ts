import { call, type Out } from './api.ts'
import { createStore } from './store.ts'

export type Notice = Out<'GET /api/v1/notices'>['items'][number]
interface Notices {
  items: readonly Notice[]
  unread: number
  next: string | null
  loaded: boolean
}
export const notices = createStore<Notices>({ items: [], unread: 0, next: null, loaded: false })

export async function loadUnread(): Promise<void> {
  const answer = await call('GET /api/v1/notices/unread', {}).catch(() => null)
  if (answer !== null) notices.set((now) => ({ ...now, unread: answer.unread }))
}
export async function loadNotices(): Promise<void> {
  const page = await call('GET /api/v1/notices', { query: { limit: 50 } })
  notices.set((now) => ({ ...now, items: page.items, next: page.next, loaded: true }))
}

/** One came in, or was read on another screen. */
export function noticed(row: { id: string; rev: number }): void {
  const coming = row as Notice
  notices.set((now) => {
    const held = now.items.find((each) => each.id === row.id)
    if (held !== undefined && held.rev >= row.rev) return now
    const items =
      held === undefined ? [coming, ...now.items] : now.items.map((each) => (each.id === row.id ? coming : each))
    return { ...now, items }
  })
  void loadUnread()
}

export async function readAll(): Promise<void> {
  const newest = notices.get().items[0]
  if (newest === undefined) return
  const readAt = new Date().toISOString()
  notices.set((now) => ({
    ...now,
    unread: 0,
    items: now.items.map((each) => ({ ...each, readAt: each.readAt ?? readAt })),
  }))
  await call('PUT /api/v1/notices/read', { body: { upTo: newest.id } }).catch(() => loadUnread())
}

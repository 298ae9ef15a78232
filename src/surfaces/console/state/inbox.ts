import type { InboxRow, Message } from '#conversations/contract'
import { ApiError } from '../../shared/client.ts'
import { inList, wantedOf } from '../inbox/views.ts'
import { call } from './api.ts'
import { type Desk, emptyDesk, type Happening } from './desk.ts'
import { reduceDesk } from './desk-reduce.ts'
import { catchUp } from './live.ts'
import { me } from './session.ts'
import { createStore, useStore } from './store.ts'

export const desk = createStore<Desk>(emptyDesk)
export const happen = (event: Happening): void => desk.set((now) => reduceDesk(now, event))

const PAGE = 100

/** Reads a list from the start, or its next page. The rows shown stay until the answer is there. */
export async function loadList(key: string, more = false): Promise<void> {
  const before = desk.get().lists.get(key)
  if (more && (before?.next ?? null) === null) return
  happen({ type: 'list-loading', list: key })
  try {
    const after = more ? { after: before?.next ?? '' } : {}
    const page = await call('GET /api/v1/inbox', { query: { ...wantedOf(key), limit: PAGE, ...after } })
    happen({ type: 'listed', list: key, rows: page.items, next: page.next, reads: page.reads, more })
    catchUp(page.live)
  } catch {
    happen({ type: 'list-failed', list: key })
  }
}

/** A row as the stream or an answer shows it: it joins the lists it now belongs to. */
export function takeRow(row: InboxRow): void {
  const agent = me()?.agent.id ?? ''
  const lists = [...desk.get().lists.keys()].filter((key) => inList(row, key, agent) === true)
  happen({ type: 'row', row, lists })
}

/** Who is mentioned stands on no row: when one is told of it, the lists of mentions on the screen are asked again. */
export async function refreshMentions(): Promise<void> {
  countSoon()
  for (const key of desk.get().lists.keys()) {
    if (wantedOf(key).view !== 'mentions') continue
    const page = await call('GET /api/v1/inbox', { query: { ...wantedOf(key), limit: PAGE } }).catch(() => null)
    for (const row of page?.items ?? []) happen({ type: 'row', row, lists: [key] })
  }
}

export async function openTalk(id: string): Promise<'ready' | 'gone' | 'failed'> {
  try {
    const view = await call('GET /api/v1/conversations/:id', {
      params: { id },
      query: { lang: document.documentElement.lang },
    })
    happen({ type: 'opened', view })
    catchUp(view.live)
    return 'ready'
  } catch (error) {
    return error instanceof ApiError && error.status === 404 ? 'gone' : 'failed'
  }
}

export async function loadEarlier(id: string): Promise<void> {
  const first = desk.get().talks.get(id)?.messages[0]?.seq ?? 1
  if (first <= 1) return
  const page = await call('GET /api/v1/conversations/:id/messages', {
    params: { id },
    query: { before: first, limit: 50 },
  })
  const messages: readonly Message[] = page.items
  happen({ type: 'earlier', id, messages, earlier: page.next !== null && messages.some((message) => message.seq > 1) })
}

let counting = false
const COUNT_MS = 1_500
async function count(): Promise<void> {
  counting = false
  const answer = await call('GET /api/v1/inbox/counts', {}).catch(() => null)
  if (answer === null) return
  // On pages that show no list nothing else would open the stream.
  catchUp(answer.live)
  happen({ type: 'counted', counts: answer.counts })
}
/** Counts are asked for at most once in a while, however much happens. */
export function countSoon(at = COUNT_MS): void {
  if (counting) return
  counting = true
  setTimeout(() => void count(), at)
}

export const useDesk = <T>(select: (desk: Desk) => T): T => useStore(desk, select)
export const useRow = (id: string): InboxRow | undefined => useDesk((now) => now.rows.get(id))

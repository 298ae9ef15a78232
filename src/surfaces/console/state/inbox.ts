import type { InboxRow, Message } from '#conversations/contract'
import { ApiError } from '../../shared/client.ts'
import { inList, wantedOf } from '../inbox/views.ts'
import { call } from './api.ts'
import { type Desk, emptyDesk, type Happening, type RowTold } from './desk.ts'
import { reduceDesk } from './desk-reduce.ts'
import { catchUp } from './live.ts'
import { paced } from './paced.ts'
import { me } from './session.ts'
import { chime } from './sound.ts'
import { createStore, useStore } from './store.ts'

export const desk = createStore<Desk>(emptyDesk)
const reduce = (event: Happening): void => desk.set((now) => reduceDesk(now, event))

/** How far each conversation of one's own was heard. */
const heard = new Map<string, number>()
/** A customer's new words in a conversation of one's own may be heard: at once, also where nobody looks and nothing is drawn. */
function hear({ id, assignee, lastContactSeq }: InboxRow): void {
  if (assignee === null || assignee.id !== me()?.agent.id) return
  const before = Math.max(heard.get(id) ?? 0, desk.get().rows.get(id)?.lastContactSeq ?? 0)
  heard.set(id, lastContactSeq)
  if (lastContactSeq > before) chime()
}

const waiting = paced<RowTold>((told) => reduce({ type: 'rows', told }))
/** What the stream tells of rows: a storm of them is drawn a few times a second, each row as it is by then. */
export function rowTold(told: RowTold): void {
  if ('row' in told) hear(told.row)
  waiting.add(told)
}

/** In the order it came: what was told of rows before this is taken first. */
export function happen(event: Happening): void {
  waiting.flush()
  reduce(event)
}
/** The open conversation does not wait for the list, and neither is about the other. */
export const messageTold = (message: Message): void => reduce({ type: 'message', message })

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

/** The row joins the lists it now belongs to. */
export function withLists(row: InboxRow): RowTold {
  const agent = me()?.agent.id ?? ''
  return { row, lists: [...desk.get().lists.keys()].filter((key) => inList(row, key, agent) === true) }
}
/** A row as an answer shows it. */
export const takeRow = (row: InboxRow): void => happen({ type: 'rows', told: [withLists(row)] })

/** Who is mentioned, or follows, stands on no row: when one is told of it, such lists on the screen are asked again. */
export async function refreshOwnLists(view: 'mentions' | 'followed'): Promise<void> {
  countSoon()
  for (const key of desk.get().lists.keys()) {
    if (wantedOf(key).view !== view) continue
    const page = await call('GET /api/v1/inbox', { query: { ...wantedOf(key), limit: PAGE } }).catch(() => null)
    happen({ type: 'rows', told: (page?.items ?? []).map((row) => ({ row, lists: [key] })) })
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

import type { InboxRow } from '#conversations/contract'
import { ApiError } from '../../shared/client.ts'
import { uuid7 } from '../../shared/uuid7.ts'
import { inList } from '../inbox/views.ts'
import { call } from './api.ts'
import { showBar } from './bars.ts'
import { countSoon, desk, happen, takeRow } from './inbox.ts'
import { deliver } from './outbox.ts'
import { me } from './session.ts'

interface Deed {
  id: string
  /** How the row reads at once, before the answer. */
  change: Partial<InboxRow>
  say: () => Promise<InboxRow>
  /** What the bar says, and what takes it back. */
  done?: string
  values?: Record<string, string>
  undo?: () => void
}

/** Shows a change at once, says it to the server, and takes it back with the reason when it is refused. */
export async function perform({ id, change, say, done, values, undo }: Deed): Promise<boolean> {
  const key = uuid7()
  happen({ type: 'patched', id, key, change })
  leaveLists(id)
  if (done !== undefined) showBar({ text: done, ...(values && { values }), ...(undo && { undo }) })
  try {
    takeRow(await deliver(id, say))
    return true
  } catch (error) {
    failed(error)
    return false
  } finally {
    happen({ type: 'unpatched', id, key })
    countSoon()
    void refreshMay(id)
  }
}

export function failed(error: unknown): void {
  const reason = error instanceof ApiError && error.message !== '' ? error.message : null
  showBar(
    reason === null
      ? { text: 'failed.plain', tone: 'bad' }
      : { text: 'failed.because', values: { reason }, tone: 'bad' },
  )
}

/** One's own deed takes the row out of the lists it no longer belongs to; other people's only dim it. */
export function leaveLists(id: string): void {
  const { rows, lists } = desk.get()
  const row = rows.get(id)
  if (row === undefined) return
  for (const key of lists.keys())
    if (inList(row, key, me()?.agent.id ?? '') === false) happen({ type: 'left-list', id, list: key })
}

export async function refreshMay(id: string): Promise<void> {
  if (!desk.get().talks.has(id)) return
  const may = await call('GET /api/v1/conversations/:id/may', { params: { id } }).catch(() => null)
  if (may !== null) happen({ type: 'may', id, may })
}

const params = (id: string) => ({ params: { id } })

export const solve = (id: string, disposition: string | null): Promise<boolean> =>
  perform({
    id,
    change: { status: 'solved', disposition, waitingSince: null },
    say: () => call('PUT /api/v1/conversations/:id/solution', { ...params(id), body: { disposition } }),
    done: 'done.solved',
    undo: () => void reopen(id),
  })
export const reopen = (id: string): Promise<boolean> =>
  perform({ id, change: { status: 'open' }, say: () => call('DELETE /api/v1/conversations/:id/solution', params(id)) })

export const snooze = (id: string, until: string): Promise<boolean> =>
  perform({
    id,
    change: { status: 'snoozed', snoozedUntil: until },
    say: () => call('PUT /api/v1/conversations/:id/snooze', { ...params(id), body: { until } }),
    done: 'done.snoozed',
    undo: () => void wake(id),
  })
export const wake = (id: string): Promise<boolean> =>
  perform({
    id,
    change: { status: 'open', snoozedUntil: null },
    say: () => call('DELETE /api/v1/conversations/:id/snooze', params(id)),
  })

export const markSpam = (id: string): Promise<boolean> =>
  perform({
    id,
    change: { status: 'spam', waitingSince: null },
    say: () => call('PUT /api/v1/conversations/:id/spam', params(id)),
    done: 'done.spam',
    undo: () => void notSpam(id),
  })
export const notSpam = (id: string): Promise<boolean> =>
  perform({
    id,
    change: { status: 'open' },
    say: () => call('DELETE /api/v1/conversations/:id/spam', params(id)),
    done: 'done.notSpam',
    undo: () => void markSpam(id),
  })

export const wait = (id: string): Promise<boolean> =>
  perform({
    id,
    change: { status: 'pending' },
    say: () => call('PUT /api/v1/conversations/:id/pending', params(id)),
    done: 'done.pending',
    undo: () => void unwait(id),
  })
export const unwait = (id: string): Promise<boolean> =>
  perform({ id, change: { status: 'open' }, say: () => call('DELETE /api/v1/conversations/:id/pending', params(id)) })

export const assign = (id: string, agent: { id: string; name: string }): Promise<boolean> => {
  const before = desk.get().rows.get(id)?.assignee ?? null
  return perform({
    id,
    change: { assignee: agent, holder: 'agent' },
    say: () => call('PUT /api/v1/conversations/:id/assignment', { ...params(id), body: { agent: agent.id } }),
    done: 'done.assigned',
    values: { name: agent.name },
    undo: () => void (before === null ? giveBack(id) : assign(id, before)),
  })
}
export const giveBack = (id: string): Promise<boolean> =>
  perform({
    id,
    change: { assignee: null, holder: 'queue' },
    say: () => call('DELETE /api/v1/conversations/:id/assignment', params(id)),
    done: 'done.givenBack',
  })
export const transfer = (id: string, queue: { id: string; name: string }): Promise<boolean> => {
  const before = desk.get().rows.get(id)?.queue ?? null
  return perform({
    id,
    change: { queue: queue.id, assignee: null, holder: 'queue' },
    say: () => call('PUT /api/v1/conversations/:id/queue', { ...params(id), body: { queue: queue.id } }),
    done: 'done.transferred',
    values: { name: queue.name },
    ...(before !== null && { undo: () => void transfer(id, { id: before, name: '' }) }),
  })
}
export type Impact = 'interrupted' | 'degraded' | 'minor' | 'question'
export type Responsibility = 'ours' | 'shared' | 'theirs'
export const setPriority = (
  id: string,
  body: { impact: Impact; responsibility: Responsibility; why: string },
): Promise<boolean> =>
  perform({ id, change: {}, say: () => call('PUT /api/v1/conversations/:id/priority', { ...params(id), body }) })

/** On one message; undone by taking it off again. */
export const labelMessage = (id: string, message: string, label: string, on: boolean): Promise<boolean> => {
  const params = { id, message, label }
  const say = on
    ? call('PUT /api/v1/conversations/:id/messages/:message/labels/:label', { params })
    : call('DELETE /api/v1/conversations/:id/messages/:message/labels/:label', { params })
  return say.then(
    (answer) => {
      happen({ type: 'message', message: answer.message })
      return true
    },
    (error: unknown) => {
      failed(error)
      return false
    },
  )
}

export const putLabel = (id: string, label: string, on: boolean): Promise<boolean> => {
  const now = desk.get().rows.get(id)?.labels ?? []
  const route = on ? 'PUT /api/v1/conversations/:id/labels/:label' : 'DELETE /api/v1/conversations/:id/labels/:label'
  return perform({
    id,
    change: { labels: on ? [...now, label] : now.filter((each) => each !== label) },
    say: () => call(route, { params: { id, label } }),
  })
}

/** Unread again from message `seq` on, on every screen of one's own: for colleagues and the customer it stays read. */
export function markUnread(id: string, seq: number): void {
  if (seq < 1) return
  const before = desk.get().reads.get(id) ?? 0
  happen({ type: 'read', id, seq: seq - 1 })
  showBar({ text: 'done.unread', undo: () => markRead(id, before) })
  void deliver(`read:${id}`, () =>
    call('PUT /api/v1/conversations/:id/unread', { ...params(id), body: { seq } }),
  ).catch((error: unknown) => {
    happen({ type: 'read', id, seq: before })
    failed(error)
  })
}
export function markRead(id: string, seq: number): void {
  if ((desk.get().reads.get(id) ?? 0) >= seq) return
  happen({ type: 'read', id, seq })
  void deliver(`read:${id}`, () => call('PUT /api/v1/conversations/:id/read', { ...params(id), body: { seq } })).catch(
    () => undefined,
  )
}

/** Takes the next conversation of one's queues; null when nothing waits. */
export async function takeNext(): Promise<InboxRow | null> {
  try {
    const { row } = await call('POST /api/v1/work-items/next', { body: { id: uuid7() } })
    if (row !== null) takeRow(row)
    countSoon()
    return row
  } catch (error) {
    failed(error)
    return null
  }
}

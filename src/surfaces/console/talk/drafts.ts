import type { ConversationView } from '#conversations/contract'
import { call } from '../state/api.ts'
import { deliver } from '../state/outbox.ts'

export type Kind = 'reply' | 'note'
/** What was typed and not sent, by conversation and kind; the server keeps it a moment later. */
const texts = new Map<string, string>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const SAVE_MS = 700
const keyOf = (id: string, kind: Kind): string => `${id} ${kind}`

function save(id: string, kind: Kind): void {
  const key = keyOf(id, kind)
  timers.delete(key)
  const say = () =>
    call('PUT /api/v1/conversations/:id/drafts/:kind', { params: { id, kind }, body: { text: texts.get(key) ?? '' } })
  void deliver(`draft:${key}`, say).catch(() => undefined)
}

export function keepDraft(id: string, kind: Kind, text: string): void {
  const key = keyOf(id, kind)
  texts.set(key, text)
  clearTimeout(timers.get(key))
  timers.set(
    key,
    setTimeout(() => save(id, kind), SAVE_MS),
  )
}
/** Sent: the server has removed its copy with the same deed. */
export function dropDraft(id: string, kind: Kind): void {
  const key = keyOf(id, kind)
  clearTimeout(timers.get(key))
  timers.delete(key)
  texts.set(key, '')
}
/** Typed here, else kept on the server by this advisor on another machine. */
export const draftOf = (id: string, kind: Kind, kept: ConversationView['drafts']): string =>
  texts.get(keyOf(id, kind)) ?? kept.find((draft) => draft.kind === kind)?.text ?? ''
export const hasDraft = (id: string): boolean => (texts.get(keyOf(id, 'reply')) ?? '').trim() !== ''

import type { ConversationView, MailDraft } from '#conversations/contract'
import { call } from '../state/api.ts'
import { deliver } from '../state/outbox.ts'

export type Kind = 'reply' | 'note'
interface Draft {
  text: string
  mail: MailDraft | null
}
/** What was typed and not sent, by conversation and kind; the server keeps it a moment later. */
const drafts = new Map<string, Draft>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const SAVE_MS = 700
const keyOf = (id: string, kind: Kind): string => `${id} ${kind}`
const empty: Draft = { text: '', mail: null }

function save(id: string, kind: Kind, keepalive = false): Promise<unknown> {
  const key = keyOf(id, kind)
  clearTimeout(timers.get(key))
  timers.delete(key)
  const say = () => {
    const { text, mail } = drafts.get(key) ?? empty
    const body = { text, ...(mail !== null && { mail }) }
    return call('PUT /api/v1/conversations/:id/drafts/:kind', { params: { id, kind }, body, keepalive })
  }
  return deliver(`draft:${key}`, say).catch(() => undefined)
}

// Who leaves the page, or is given a newer one, within that moment has typed it all the same.
addEventListener('pagehide', () => {
  for (const key of timers.keys()) {
    const [id = '', kind] = key.split(' ')
    void save(id, kind === 'note' ? 'note' : 'reply', true)
  }
})

export function keepDraft(id: string, kind: Kind, change: Partial<Draft>): void {
  const key = keyOf(id, kind)
  drafts.set(key, { ...(drafts.get(key) ?? empty), ...change })
  clearTimeout(timers.get(key))
  timers.set(
    key,
    setTimeout(() => void save(id, kind), SAVE_MS),
  )
}
/** What was typed up to now is with the server. */
export const saveNow = (id: string, kind: Kind): Promise<unknown> => save(id, kind)
/** Sent: the server has removed its copy with the same deed. */
export function dropDraft(id: string, kind: Kind): void {
  const key = keyOf(id, kind)
  clearTimeout(timers.get(key))
  timers.delete(key)
  drafts.set(key, empty)
}
/** Typed here, else kept on the server by this advisor on another machine. */
export function draftOf(id: string, kind: Kind, kept: ConversationView['drafts']): Draft {
  const draft = drafts.get(keyOf(id, kind)) ?? kept.find((each) => each.kind === kind) ?? empty
  drafts.set(keyOf(id, kind), { text: draft.text, mail: draft.mail })
  return draft
}
export const hasDraft = (id: string): boolean => (drafts.get(keyOf(id, 'reply'))?.text ?? '').trim() !== ''

import { ApiError } from '../../shared/client.ts'
import { uuid7 } from '../../shared/uuid7.ts'
import { call, waitOf } from './api.ts'
import type { Line } from './line.ts'
import { type Pending, type State, type Upload, withMessages, withoutChat } from './state.ts'
import type { Store } from './store.ts'
import { newToken, type Token } from './token.ts'
import { type Uploads, uploadsOf } from './uploads.ts'

export interface Outbox {
  readonly uploads: Uploads
  send(text: string, files: readonly Upload[]): void
  again(id: string): void
  discard(id: string): void
}
interface Parts {
  store: Store<State>
  token: Token
  line: Line
  page: string
  /** The conversation has begun: other tabs learn of it. */
  onBegun(): void
}

const AGAIN_MS = 3_000

/** Sends in order, one at a time, each under an id of its own: what is said twice over a bad line is meant once. */
export function outboxOf({ store, token, line, page, onBegun }: Parts): Outbox {
  let start: { id: string; token: string } | null = null
  let isBusy = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const change = (id: string, more: Partial<Pending>): void =>
    store.set((state) => ({ ...state, pending: state.pending.map((one) => (one.id === id ? { ...one, ...more } : one)) }))
  const uploads = uploadsOf(store, (id, more) =>
    store.set((state) => ({ ...state, pending: state.pending.map((one) => ({ ...one, uploads: one.uploads.map((file) => (file.id === id ? { ...file, ...more } : file)) })) })),
  )
  const add = (pending: Pending, first = false): void =>
    store.set((state) => ({ ...state, notice: null, pending: first ? [pending, ...state.pending] : [...state.pending, pending] }))
  const of = (text: string, files: readonly Upload[]): Pending => ({ id: uuid7(), text, uploads: files, at: new Date().toISOString(), state: 'going' })

  const begin = async (pending: Pending): Promise<void> => {
    const { boot, visitor } = store.get()
    start ??= { id: uuid7(), token: newToken() }
    token.keep(start.token)
    const held = start.token
    const text = pending.text || (pending.uploads[0]?.file.name ?? '')
    const body = { id: start.id, token: held, brand: boot.brand.slug, lang: boot.lang, message: { id: pending.id, text }, page, ...visitor }
    const snapshot = await call('POST /api/v1/chat/conversations', { body })
    start = null
    store.set((state) => ({ ...state, pending: state.pending.filter(({ id }) => id !== pending.id) }))
    if (pending.uploads.length > 0) add(of('', pending.uploads), true)
    line.followFrom(snapshot, held)
    onBegun()
  }
  const write = async (pending: Pending, held: string): Promise<void> => {
    for (const file of pending.uploads) await uploads.ensure(file, held)
    const attachments = pending.uploads.map(({ id }) => id)
    const body = { id: pending.id, text: pending.text, ...(attachments.length > 0 && { attachments }) }
    const message = await call('POST /api/v1/chat/messages', { body }, held)
    store.set((state) => withMessages(state, [message]))
  }
  const deliver = async (pending: Pending): Promise<void> => {
    const held = token.read()
    if (held === null || start !== null) await begin(pending)
    else await write(pending, held)
    const { chat } = store.get()
    if (chat?.with.kind === 'bot') store.set((state) => ({ ...state, botUntil: Date.now() + 10_000 }))
  }
  /** Answers whether the next one may be tried. */
  const failed = (pending: Pending, error: unknown): boolean => {
    if (!(error instanceof ApiError)) return refuse(pending)
    if (error.status === 401 || error.code === 'too_late' || error.code === 'id_reused') return beginAnew(pending)
    if (!error.again && error.status !== 429) return refuse(pending)
    const seconds = waitOf(error)
    change(pending.id, { state: 'waiting' })
    if (error.status === 429) store.set((state) => ({ ...state, notice: { key: 'error.tooFast', values: { seconds } } }))
    timer = setTimeout(flush, Math.max(AGAIN_MS, seconds * 1_000))
    return false
  }
  const refuse = (pending: Pending): boolean => {
    if (start !== null) token.forget()
    start = null
    change(pending.id, { state: 'failed' })
    return true
  }
  /** The conversation is over or no longer ours: what was written opens a new one. */
  const beginAnew = (pending: Pending): boolean => {
    line.close()
    token.forget()
    start = { id: uuid7(), token: newToken() }
    store.set((state) => ({ ...withoutChat(state), view: 'talk', pending: state.pending.map((one) => (one.id === pending.id ? { ...one, id: uuid7() } : one)) }))
    return true
  }
  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    if (isBusy) return
    isBusy = true
    for (let next = due(store.get()); next !== undefined; next = due(store.get())) {
      const pending = next
      if (pending.state === 'waiting') change(pending.id, { state: 'going' })
      const goesOn = await deliver(pending).then(() => true, (error: unknown) => failed(pending, error))
      if (!goesOn) break
    }
    isBusy = false
  }
  addEventListener('online', () => void flush())
  return {
    uploads,
    send: (text, files) => {
      add(of(text, files))
      void flush()
    },
    again: (id) => {
      change(id, { state: 'going' })
      void flush()
    },
    discard: (id) => store.set((state) => ({ ...state, pending: state.pending.filter((one) => one.id !== id) })),
  }
}

const due = ({ pending }: State): Pending | undefined => pending.find(({ state }) => state !== 'failed')

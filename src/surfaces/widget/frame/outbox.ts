import { ApiError } from '../../shared/client.ts'
import { uuid7 } from '../../shared/uuid7.ts'
import { call, waitOf } from './api.ts'
import type { Line } from './line.ts'
import { type Pending, type State, type Upload, withMessages, withoutChat } from './state.ts'
import type { Store } from './store.ts'
import { newToken, type Token } from './token.ts'
import { type Uploads, uploadsOf } from './uploads.ts'

export interface OutboxParts {
  store: Store<State>
  token: Token
  line: Line
  /** Path of the page it is written on. */
  page: string
  /** The conversation has begun: other tabs learn of it. */
  onBegun(): void
}

const AGAIN_MS = 3_000
const BOT_WRITES_MS = 10_000

/** Sends in order, one at a time, each under an id of its own: what is said twice over a bad line is meant once. */
export class Outbox {
  readonly uploads: Uploads
  readonly #parts: OutboxParts
  /** The conversation that is being begun; the same again until it is. */
  #start: { id: string; token: string } | null = null
  #isBusy = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: OutboxParts) {
    this.#parts = parts
    this.uploads = uploadsOf(parts.store, (id, more) => this.#changeFile(id, more))
    addEventListener('online', () => void this.#flush())
  }

  send(text: string, files: readonly Upload[]): void {
    this.#add(pendingOf(text, files))
    void this.#flush()
  }
  again(id: string): void {
    this.#change(id, { state: 'going' })
    void this.#flush()
  }
  discard(id: string): void {
    this.#parts.store.set((state) => ({ ...state, pending: state.pending.filter((one) => one.id !== id) }))
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#isBusy) return
    this.#isBusy = true
    for (let next = due(this.#parts.store.get()); next !== undefined; next = due(this.#parts.store.get())) {
      const pending = next
      if (pending.state === 'waiting') this.#change(pending.id, { state: 'going' })
      const sent = this.#deliver(pending).then(() => true)
      if (!(await sent.catch((error: unknown) => this.#goesOnAfter(pending, error)))) break
    }
    this.#isBusy = false
  }

  async #deliver(pending: Pending): Promise<void> {
    const { store, token } = this.#parts
    const held = token.read()
    if (held === null || this.#start !== null) await this.#begin(pending)
    else await this.#write(pending, held)
    if (store.get().chat?.with.kind === 'bot')
      store.set((state) => ({ ...state, botUntil: Date.now() + BOT_WRITES_MS }))
  }

  async #begin(pending: Pending): Promise<void> {
    const { store, token, line, page, onBegun } = this.#parts
    const { boot, visitor } = store.get()
    this.#start ??= { id: uuid7(), token: newToken() }
    const { id, token: held } = this.#start
    token.keep(held)
    const message = { id: pending.id, text: pending.text || (pending.uploads[0]?.file.name ?? '') }
    const body = { id, token: held, brand: boot.brand.slug, lang: boot.lang, message, page, ...visitor }
    const snapshot = await call('POST /api/v1/chat/conversations', { body })
    this.#start = null
    this.discard(pending.id)
    if (pending.uploads.length > 0) this.#add(pendingOf('', pending.uploads), true)
    line.followFrom(snapshot, held)
    onBegun()
  }

  async #write(pending: Pending, held: string): Promise<void> {
    for (const file of pending.uploads) await this.uploads.ensure(file, held)
    const attachments = pending.uploads.map(({ id }) => id)
    const body = { id: pending.id, text: pending.text, ...(attachments.length > 0 && { attachments }) }
    const message = await call('POST /api/v1/chat/messages', { body }, held)
    this.#parts.store.set((state) => withMessages(state, [message]))
  }

  /** May the next one be tried? Not while the line is down or the server asks to wait. */
  #goesOnAfter(pending: Pending, error: unknown): boolean {
    if (!(error instanceof ApiError)) return this.#refuse(pending)
    if (error.status === 401 || error.code === 'too_late' || error.code === 'id_reused') return this.#beginAnew(pending)
    if (!error.again && error.status !== 429) return this.#refuse(pending)
    const seconds = waitOf(error)
    this.#change(pending.id, { state: 'waiting' })
    if (error.status === 429)
      this.#parts.store.set((state) => ({ ...state, notice: { key: 'error.tooFast', values: { seconds } } }))
    this.#timer = setTimeout(() => void this.#flush(), Math.max(AGAIN_MS, seconds * 1_000))
    return false
  }

  #refuse(pending: Pending): true {
    if (this.#start !== null) this.#parts.token.forget()
    this.#start = null
    this.#change(pending.id, { state: 'failed' })
    return true
  }

  /** The conversation is over or no longer ours: what was written opens a new one. */
  #beginAnew(pending: Pending): true {
    const { store, token, line } = this.#parts
    line.close()
    token.forget()
    this.#start = { id: uuid7(), token: newToken() }
    const renamed = (one: Pending): Pending => (one.id === pending.id ? { ...one, id: uuid7() } : one)
    store.set((state) => ({ ...withoutChat(state), view: 'talk', pending: state.pending.map(renamed) }))
    return true
  }

  #add(pending: Pending, first = false): void {
    this.#parts.store.set((state) => ({
      ...state,
      notice: null,
      pending: first ? [pending, ...state.pending] : [...state.pending, pending],
    }))
  }
  #change(id: string, more: Partial<Pending>): void {
    const changed = (one: Pending): Pending => (one.id === id ? { ...one, ...more } : one)
    this.#parts.store.set((state) => ({ ...state, pending: state.pending.map(changed) }))
  }
  #changeFile(id: string, more: Partial<Upload>): void {
    const changed = (file: Upload): Upload => (file.id === id ? { ...file, ...more } : file)
    this.#parts.store.set((state) => ({
      ...state,
      pending: state.pending.map((one) => ({ ...one, uploads: one.uploads.map(changed) })),
    }))
  }
}

const pendingOf = (text: string, uploads: readonly Upload[]): Pending => ({
  id: uuid7(),
  text,
  uploads,
  at: new Date().toISOString(),
  state: 'going',
})

const due = ({ pending }: State): Pending | undefined => pending.find(({ state }) => state !== 'failed')

import { ApiError } from '../../shared/client.ts'
import type { Boot } from '../../shared/widget.ts'
import { call } from './api.ts'
import { bootIn } from './boot.ts'
import type { Host } from './host.ts'
import { type Line, lineOf } from './line.ts'
import { Outbox } from './outbox.ts'
import {
  firstState,
  lastSeq,
  type State,
  type Upload,
  type View,
  type Visitor,
  withChat,
  withoutChat,
} from './state.ts'
import { type Store, storeOf } from './store.ts'
import { watchForSurvey } from './survey.ts'
import { type Token, tokenOf } from './token.ts'
import { typingOf } from './typing.ts'

/** Everything a visitor can do here. */
export class Talk {
  readonly store: Store<State>
  readonly #host: Host
  readonly #token: Token
  readonly #tabs: BroadcastChannel
  readonly #line: Line
  readonly #outbox: Outbox
  readonly #typing: (isTyping: boolean) => void
  /** Asked for before there was a conversation. */
  #wantsPerson = false

  constructor(boot: Boot, host: Host) {
    const { slug } = boot.brand
    this.store = storeOf(firstState(boot))
    this.#host = host
    this.#token = tokenOf(slug)
    this.#tabs = new BroadcastChannel(`switchboard:${slug}`)
    this.#line = lineOf(this.store, this.#token, () => this.#reset())
    const parts = { store: this.store, token: this.#token, line: this.#line, page: host.page }
    this.#outbox = new Outbox({ ...parts, onBegun: () => this.#begun() })
    this.#typing = typingOf(this.#token)
    this.#tabs.onmessage = ({ data }: MessageEvent<{ kind: string; seq?: number }>) => this.#hear(data)
    watchForSurvey(this.store, () => call('GET /api/v1/chat/survey', {}, this.#token.read()))
    void this.#line.open()
  }

  show(view: View): void {
    this.store.set((state) => ({ ...state, view: view === 'talk' && asksFirst(state) ? 'ask' : view, notice: null }))
  }
  introduce(visitor: Visitor): void {
    this.store.set((state) => ({ ...state, visitor, view: 'talk' }))
  }
  send(text: string, files: readonly Upload[] = []): void {
    this.#typing(false)
    this.#outbox.send(text, files)
  }
  /** Starts a file on its way as soon as it is chosen, where there is a conversation to put it in. */
  upload(file: Upload): void {
    const held = this.#token.read()
    if (held !== null && this.store.get().chat !== null) this.#outbox.uploads.ensure(file, held).catch(() => {})
  }
  again(id: string): void {
    this.#outbox.again(id)
  }
  discard(id: string): void {
    this.#outbox.discard(id)
  }
  askPerson(): void {
    const { chat, boot } = this.store.get()
    if (chat !== null) this.#person()
    else {
      this.#wantsPerson = true
      this.#outbox.send(boot.words['person.ask'] ?? '', [])
    }
  }
  /** Throws when it was not taken. */
  async giveAddress(email: string): Promise<void> {
    const chat = await call('PUT /api/v1/chat/address', { body: { email } }, this.#token.read())
    this.store.set((state) => withChat(state, chat))
  }
  /** The page where its contact sees how it stands; null where there is none yet. */
  async casePage(): Promise<string | null> {
    return (await call('PUT /api/v1/chat/case', {}, this.#token.read())).url
  }
  typing(isTyping: boolean): void {
    this.#typing(isTyping && this.store.get().chat !== null)
  }
  seen(): void {
    const seq = lastSeq(this.store.get())
    const held = this.#token.read()
    if (held === null || seq <= this.store.get().readSeq) return
    this.store.set((state) => ({ ...state, readSeq: seq }))
    this.#tabs.postMessage({ kind: 'read', seq })
    call('PUT /api/v1/chat/read', { body: { seq } }, held).catch(() => {})
  }
  async rate(score: number, comment?: string): Promise<void> {
    const { survey } = this.store.get()
    if (survey === null) return
    const body = { score, ...(comment !== undefined && { comment }) }
    const input = { params: { id: survey.id }, body }
    const answered = await call('PUT /api/v1/chat/survey/:id', input, this.#token.read())
    this.store.set((state) => ({ ...state, survey: answered }))
  }
  skipSurvey(): void {
    this.store.set((state) => ({ ...state, surveyIsOff: true }))
  }
  startAnew(): void {
    this.#leave()
    this.store.set((state) => ({ ...state, view: asksFirst(state) ? 'ask' : 'talk' }))
  }
  /** Throws when the server could not be told: then nothing is forgotten. */
  async forget(): Promise<void> {
    const held = this.#token.read()
    if (held !== null) await call('DELETE /api/v1/chat/conversation', {}, held).catch(unlessGone)
    this.#leave()
    this.#tabs.postMessage({ kind: 'forgotten' })
  }
  async speak(lang: string): Promise<void> {
    const other = await bootIn(this.store.get().boot.brand.slug, lang)
    this.store.set((state) => ({ ...state, boot: other }))
  }
  /** A file of the conversation, which no address alone opens. */
  async blob(href: string): Promise<Blob> {
    const headers = { authorization: `Bearer ${this.#token.read() ?? ''}` }
    const response = await fetch(href, { credentials: 'omit', headers })
    if (!response.ok) throw new Error(`${response.status}`)
    return response.blob()
  }
  close(): void {
    this.#host.say({ kind: 'close' })
  }

  #hear({ kind, seq = 0 }: { kind: string; seq?: number }): void {
    if (kind === 'begun') void this.#line.open()
    if (kind === 'forgotten') this.#leave()
    if (kind === 'read') this.store.set((state) => ({ ...state, readSeq: Math.max(state.readSeq, seq) }))
  }
  #begun(): void {
    this.#tabs.postMessage({ kind: 'begun' })
    if (this.#wantsPerson) this.#person()
    this.#wantsPerson = false
  }
  #person(): void {
    call('PUT /api/v1/chat/person', {}, this.#token.read()).then(
      (chat) => this.store.set((state) => withChat(state, chat)),
      () => this.store.set((state) => ({ ...state, notice: { key: 'error.general' } })),
    )
  }
  #reset(): void {
    this.#token.forget()
    this.store.set((state) => ({ ...withoutChat(state), pending: state.pending }))
  }
  #leave(): void {
    this.#line.close()
    this.#reset()
    this.store.set((state) => ({ ...state, pending: [], view: 'home' }))
  }
}

/** What is gone already need not be forgotten. */
function unlessGone(error: unknown): void {
  if (!(error instanceof ApiError && error.status === 401)) throw error
}

/** The brand wants to know something before the first message. */
const asksFirst = ({ boot, chat, visitor, pending }: State): boolean =>
  boot.brand.preChat.length > 0 && chat === null && visitor === null && pending.length === 0

import { ApiError } from '../../shared/client.ts'
import type { Boot } from '../../shared/widget.ts'
import { call } from './api.ts'
import { bootIn } from './boot.ts'
import { lineOf } from './line.ts'
import type { Host } from './host.ts'
import { outboxOf } from './outbox.ts'
import { firstState, lastSeq, type State, type Upload, type View, type Visitor, withChat, withoutChat } from './state.ts'
import { type Store, storeOf } from './store.ts'
import { tokenOf } from './token.ts'
import { typingOf } from './typing.ts'

/** Everything a visitor can do here. */
export interface Talk {
  readonly store: Store<State>
  show(view: View): void
  introduce(visitor: Visitor): void
  send(text: string, files?: readonly Upload[]): void
  /** Starts a file on its way as soon as it is chosen, where there is a conversation to put it in. */
  upload(file: Upload): void
  again(id: string): void
  discard(id: string): void
  askPerson(): void
  typing(isTyping: boolean): void
  seen(): void
  rate(score: number, comment?: string): Promise<void>
  skipSurvey(): void
  startAnew(): void
  forget(): Promise<void>
  speak(lang: string): Promise<void>
  blob(href: string): Promise<Blob>
  close(): void
}

export function openTalk(boot: Boot, host: Host): Talk {
  const store = storeOf(firstState(boot))
  const token = tokenOf(boot.brand.slug)
  const tabs = new BroadcastChannel(`switchboard:${boot.brand.slug}`)
  const reset = (): void => {
    token.forget()
    store.set((state) => ({ ...withoutChat(state), pending: state.pending }))
  }
  const line = lineOf(store, token, reset)
  const outbox = outboxOf({ store, token, line, page: host.page, onBegun: () => begun() })
  const typing = typingOf(token)
  let wantsPerson = false

  const person = (): void =>
    void call('PUT /api/v1/chat/person', {}, token.read()).then(
      (chat) => store.set((state) => withChat(state, chat)),
      () => store.set((state) => ({ ...state, notice: { key: 'error.general' } })),
    )
  const begun = (): void => {
    tabs.postMessage({ kind: 'begun' })
    if (wantsPerson) person()
    wantsPerson = false
  }
  const leave = (): void => {
    line.close()
    reset()
    store.set((state) => ({ ...state, pending: [], view: 'home' }))
  }
  tabs.onmessage = ({ data }: MessageEvent<{ kind: string; seq?: number }>) => {
    if (data.kind === 'begun') void line.open()
    if (data.kind === 'forgotten') leave()
    if (data.kind === 'read') store.set((state) => ({ ...state, readSeq: Math.max(state.readSeq, data.seq ?? 0) }))
  }
  watchForSurvey(store, () => call('GET /api/v1/chat/survey', {}, token.read()))
  void line.open()

  return {
    store,
    show: (view) => store.set((state) => ({ ...state, view: view === 'talk' && asksFirst(state) ? 'ask' : view, notice: null })),
    introduce: (visitor) => store.set((state) => ({ ...state, visitor, view: 'talk' })),
    send: (text, files = []) => {
      typing(false)
      outbox.send(text, files)
    },
    upload: (file) => {
      const held = token.read()
      if (held !== null && store.get().chat !== null) outbox.uploads.ensure(file, held).catch(() => {})
    },
    again: outbox.again,
    discard: outbox.discard,
    askPerson: () => {
      if (store.get().chat !== null) return person()
      wantsPerson = true
      outbox.send(store.get().boot.words['person.ask'] ?? '', [])
    },
    typing: (isTyping) => typing(isTyping && store.get().chat !== null),
    seen: () => {
      const seq = lastSeq(store.get())
      const held = token.read()
      if (held === null || seq <= store.get().readSeq) return
      store.set((state) => ({ ...state, readSeq: seq }))
      tabs.postMessage({ kind: 'read', seq })
      call('PUT /api/v1/chat/read', { body: { seq } }, held).catch(() => {})
    },
    rate: async (score, comment) => {
      const { survey } = store.get()
      if (survey === null) return
      const body = { score, ...(comment !== undefined && { comment }) }
      const answered = await call('PUT /api/v1/chat/survey/:id', { params: { id: survey.id }, body }, token.read())
      store.set((state) => ({ ...state, survey: answered }))
    },
    skipSurvey: () => store.set((state) => ({ ...state, surveyIsOff: true })),
    startAnew: () => {
      leave()
      store.set((state) => ({ ...state, view: asksFirst(state) ? 'ask' : 'talk' }))
    },
    forget: async () => {
      const held = token.read()
      const isGone = (error: unknown) => error instanceof ApiError && error.status === 401
      if (held !== null) await call('DELETE /api/v1/chat/conversation', {}, held).catch((error: unknown) => (isGone(error) ? undefined : Promise.reject(error)))
      leave()
      tabs.postMessage({ kind: 'forgotten' })
    },
    speak: async (lang) => {
      const other = await bootIn(boot.brand.slug, lang)
      store.set((state) => ({ ...state, boot: other }))
    },
    blob: async (href) => {
      const response = await fetch(href, { credentials: 'omit', headers: { authorization: `Bearer ${token.read() ?? ''}` } })
      if (!response.ok) throw new Error(`${response.status}`)
      return response.blob()
    },
    close: () => host.say({ kind: 'close' }),
  }
}

/** The brand wants to know something before the first message. */
export const asksFirst = ({ boot, chat, visitor, pending }: State): boolean =>
  boot.brand.preChat.length > 0 && chat === null && visitor === null && pending.length === 0

/** One that was sent while nobody looked; a new one comes by the stream. */
function watchForSurvey(store: Store<State>, ask: () => Promise<{ survey: State['survey'] }>): void {
  let looked: string | null = null
  store.subscribe(() => {
    const { chat, survey } = store.get()
    const key = chat === null || chat.status === 'open' ? null : `${chat.id} ${chat.status}`
    if (key === looked) return
    looked = key
    if (key === null || survey !== null) return
    ask().then(
      ({ survey: found }) => store.set((state) => (found === null ? state : { ...state, survey: state.survey ?? found })),
      () => {},
    )
  })
}

import type { ChannelsApi, ChatMessage, ChatState } from '#channels/contract'
import type { Survey } from '#voice/contract'
import { ApiError } from '../../shared/client.ts'
import { type Following, follow } from '../../shared/follow.ts'
import { call } from './api.ts'
import { type State, withChat, withMessages } from './state.ts'
import type { Store } from './store.ts'
import type { Token } from './token.ts'

export type Snapshot = ChannelsApi['GET /api/v1/chat/conversation']['answer']

export interface Line {
  /** Fetches the conversation this visitor has, if any, and follows it. */
  open(): Promise<void>
  /** Follows from a snapshot that is already here. */
  followFrom(snapshot: Snapshot, token: string): void
  close(): void
}

const AGAIN_MS = 4_000

/** Snapshot and cursor: what happens in between is told, a lost line is taken up again where it broke. */
export function lineOf(store: Store<State>, token: Token, onForgotten: () => void): Line {
  let following: Following | null = null
  let again: ReturnType<typeof setTimeout> | undefined

  const close = (): void => {
    following?.stop()
    following = null
    clearTimeout(again)
  }
  const forgotten = (): void => {
    close()
    onForgotten()
  }
  const followFrom: Line['followFrom'] = ({ state, messages, live }, held) => {
    close()
    store.set((before) =>
      withMessages(withChat({ ...before, readSeq: Math.max(before.readSeq, state.readSeq) }, state), messages),
    )
    following = follow({
      url: () => '/api/v1/chat/stream',
      after: live,
      token: held,
      onEvent: (event, data) => store.set((before) => told(before, event, data)),
      onStatus: (line) => store.set((before) => ({ ...before, line })),
      onGone: () => void open(),
      onRefused: forgotten,
    })
  }
  const open = async (): Promise<void> => {
    const held = token.read()
    if (held === null) return
    try {
      followFrom(await call('GET /api/v1/chat/conversation', {}, held), held)
    } catch (error) {
      if (error instanceof ApiError && (error.status === 401 || error.status === 404)) return forgotten()
      store.set((before) => ({ ...before, line: 'reconnecting' }))
      again = setTimeout(() => void open(), AGAIN_MS)
    }
  }
  return { open, followFrom, close }
}

interface Told {
  row?: unknown
  kind?: unknown
  seconds?: unknown
}

/** The stream speaks in the shapes of the contracts; only the kind says which. */
function told(state: State, event: string, data: unknown): State {
  const { row, kind, seconds } = data as Told
  if (event === 'whisper')
    return { ...state, typingUntil: kind === 'typing' ? Date.now() + Number(seconds) * 1_000 : 0 }
  if (row === undefined) return state
  if (event === 'message') return withMessages(state, [row as ChatMessage])
  if (event === 'chat') return withChat(state, row as ChatState)
  if (event === 'survey') return { ...state, survey: row as Survey }
  return state
}

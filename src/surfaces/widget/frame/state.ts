import type { ChatMessage, ChatState } from '#channels/contract'
import type { Survey } from '#voice/contract'
import type { LineStatus } from '../../shared/follow.ts'
import type { Boot } from '../../shared/widget.ts'

export type View = 'home' | 'ask' | 'talk'

/** A file the visitor chose; it goes up as soon as there is a conversation to put it in. */
export interface Upload {
  id: string
  file: File
  /** 0 to 1. */
  part: number
  state: 'held' | 'going' | 'there' | 'failed'
}
/** Written here, not yet confirmed by the server. Its id is the message's: said twice, it is meant once. */
export interface Pending {
  id: string
  text: string
  uploads: readonly Upload[]
  at: string
  state: 'going' | 'waiting' | 'failed'
}
export interface Visitor {
  name?: string
  email?: string
}

export interface State {
  boot: Boot
  view: View
  /** Is the frame shown, and the tab looked at? */
  seen: boolean
  chat: ChatState | null
  messages: readonly ChatMessage[]
  pending: readonly Pending[]
  visitor: Visitor | null
  line: LineStatus
  /** Until when somebody is writing to the visitor, in milliseconds; 0 when nobody is. */
  typingUntil: number
  botUntil: number
  readSeq: number
  survey: Survey | null
  surveyIsOff: boolean
  notice: { key: string; values?: Record<string, string | number> } | null
}

export const firstState = (boot: Boot): State => ({
  boot,
  view: 'home',
  seen: false,
  chat: null,
  messages: [],
  pending: [],
  visitor: null,
  line: 'live',
  typingUntil: 0,
  botUntil: 0,
  readSeq: 0,
  survey: null,
  surveyIsOff: false,
  notice: null,
})

/** Everything of the conversation that was, so that another can begin. */
export const withoutChat = (state: State): State => ({
  ...firstState(state.boot),
  seen: state.seen,
  visitor: state.visitor,
})

/** Not newer is not news: a snapshot may already hold what the stream then tells. */
export function withMessages(state: State, told: readonly ChatMessage[]): State {
  const held = new Map(state.messages.map((message) => [message.id, message]))
  const newer = told.filter(({ id, rev }) => (held.get(id)?.rev ?? -1) < rev)
  if (newer.length === 0) return state
  for (const message of newer) held.set(message.id, message)
  const messages = [...held.values()].sort((a, b) => a.seq - b.seq)
  const answered = newer.some(({ by }) => by.kind !== 'you')
  return {
    ...state,
    messages,
    pending: state.pending.filter(({ id }) => !held.has(id)),
    ...(answered && { typingUntil: 0, botUntil: 0 }),
  }
}

/** A look by an advisor does not change the row's rev, only how far they have read. */
export const withChat = (state: State, chat: ChatState): State =>
  state.chat !== null && state.chat.rev > chat.rev
    ? state
    : { ...state, chat: { ...chat, agentReadSeq: Math.max(chat.agentReadSeq, state.chat?.agentReadSeq ?? 0) } }

const mine = (message: ChatMessage): boolean => message.by.kind === 'you'

/** What the other side wrote after the visitor last looked or wrote. */
export function unreadOf({ messages, readSeq }: State): number {
  const since = Math.max(readSeq, messages.findLast(mine)?.seq ?? 0)
  return messages.filter((message) => message.seq > since && !mine(message) && message.deletedAt === null).length
}

/** How far an advisor has read: whoever answers has read what came before. */
export const readByUs = ({ chat, messages }: State): number =>
  Math.max(chat?.agentReadSeq ?? 0, messages.findLast(({ by }) => by.kind === 'agent')?.seq ?? 0)

export const lastSeq = ({ messages }: State): number => messages.at(-1)?.seq ?? 0

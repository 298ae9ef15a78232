import type { ChatMessage, ChatState } from '#channels/contract'
import type { InboxRow, Message } from '#conversations/contract'
import { type Following, follow } from '../../src/surfaces/shared/follow.ts'
import { apply, emptyState, type LiveEvent, type LiveRow, type LiveState } from '../../src/surfaces/shared/reduce.ts'
import type { Visitor } from '../support/care.ts'
import type { Person } from '../support/people.ts'
import { ask, type LawWorld, must } from './world.ts'

/** Somebody with a page open: what it showed first, and every row that the stream told since. */
export interface Watcher {
  readonly who: string
  /** What the page shows now: once everything told until now has arrived. */
  shown(): Promise<Plain>
  /** What the page would show when fetched again. */
  fresh(): Promise<Plain>
  stop(): void
}
export type Plain = Record<string, unknown>

const VIEWS = ['all', 'pending', 'snoozed', 'solved', 'spam'] as const

/** An advisor with every list and one conversation open. `sentinel`: a conversation they see whatever happens to the other; `through`: the line's other end. */
export async function watchAsStaff(
  world: LawWorld,
  who: string,
  person: Person,
  id: string,
  sentinel: string,
  through = world.care.app.url,
): Promise<Watcher> {
  const read = async () => {
    const rows: InboxRow[] = []
    let live = ''
    for (const view of VIEWS) {
      const page = await must(world, person, 'GET /api/v1/inbox', { query: { view, limit: '200' } })
      const { items, live: at } = page as { items: InboxRow[]; live: string }
      rows.push(...items)
      live ||= at
    }
    const { status, body } = await ask(world, person, 'GET /api/v1/conversations/:id', { params: { id } })
    const messages = status === 200 ? (body as { messages: Message[] }).messages : []
    return { live, state: hold(hold(emptyState, 'conversation', rows, byId), 'message', messages, inConversation) }
  }
  const url = `${through}/api/v1/stream?watch=*,subject:${id},subject:${sentinel}`
  const { live, state } = await read()
  return watch({ world, who, url, cookie: person.session, live, state, read, sentinel, id })
}

/** The visitor with the window of their conversation open. */
export async function watchAsVisitor(
  world: LawWorld,
  { id, token }: Pick<Visitor, 'id' | 'token'>,
  through = world.care.app.url,
): Promise<Watcher> {
  const read = async () => {
    const { status, body } = await ask(world, { token }, 'GET /api/v1/chat/conversation')
    if (status !== 200) return { live: '0', state: emptyState }
    const { state, messages, live } = body as { state: ChatState; messages: ChatMessage[]; live: string }
    return {
      live,
      state: hold(hold(emptyState, 'chat', [state], byId), 'message', messages, (row) => `${id}/${row.id}`),
    }
  }
  const url = `${through}/api/v1/chat/stream`
  const { live, state } = await read()
  return watch({ world, who: 'visitor', url, token, live, state, read, sentinel: id, id })
}

const byId = (row: LiveRow): string => row.id
const inConversation = (row: LiveRow & { conversation: string }): string => `${row.conversation}/${row.id}`

/** A snapshot, put in as if each of its rows had been told. */
const hold = <Row extends LiveRow>(
  state: LiveState,
  kind: string,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): LiveState => rows.reduce((held, row) => apply(held, { pos: 0, kind, id: keyOf(row), rev: row.rev, row }), state)

interface Watch {
  world: LawWorld
  who: string
  url: string
  cookie?: string
  token?: string
  live: string
  state: LiveState
  read(): Promise<{ state: LiveState }>
  sentinel: string
  id: string
}

function watch({ world, who, url, cookie, token, live, state, read, sentinel, id }: Watch): Watcher {
  const heard = new Set<string>()
  const waiting = new Set<() => void>()
  let ended = false
  const wake = (): void => {
    for (const look of waiting) look()
  }
  const end = (): void => {
    // Signed out: the page shows nothing any more.
    ended = true
    state = emptyState
    wake()
  }
  const following: Following = follow({
    url: () => url,
    after: live,
    ...(token !== undefined && { token }),
    fetch: (to, options) => fetch(to, withCookie(options, cookie)),
    wait: () => 0,
    onEvent: (event, data) => {
      if (event === 'whisper') heard.add((data as { kind: string }).kind)
      if (event === 'hello') heard.add('hello')
      if (['conversation', 'message', 'chat'].includes(event)) state = apply(state, data as LiveEvent)
      wake()
    },
    onGone: end,
    onRefused: end,
  })
  const hears = (what: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!heard.has(what) && !ended) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  return {
    who,
    shown: async () => {
      await hears('hello')
      await world.care.settle()
      // A whisper comes down the same line after all that was told before it.
      heard.delete('idle')
      const speaker = await world.care.person({ role: 'admin', brand: null })
      await ask(world, speaker, 'POST /api/v1/whispers', { body: { to: sentinel, kind: 'idle' } })
      if (!(await isOver())) await hears('idle')
      return plain(state, id)
    },
    fresh: async () => plain((await read()).state, id),
    stop: () => following.stop(),
  }

  /** The server ends it at its next look at the rights, which no test waits for: it is asked here. */
  async function isOver(): Promise<boolean> {
    if (token === undefined) return false
    const { status } = await ask(world, { token }, 'GET /api/v1/chat/conversation')
    if (status === 401) end()
    return ended
  }
}

function withCookie(options: RequestInit | undefined, cookie: string | undefined): RequestInit {
  const headers = new Headers(options?.headers)
  if (cookie !== undefined) headers.set('cookie', `sb_staff=${cookie}`)
  return { ...options, headers }
}

/** Closed conversations are in no list; of messages only those of the open conversation are looked at. */
function plain(state: LiveState, id: string): Plain {
  const rows = [...(state.get('conversation') ?? [])].filter(([, row]) => (row as InboxRow).status !== 'closed')
  const chats = [...(state.get('chat') ?? [])]
  // A conversation that left the page takes what it showed along.
  const isThere = [...rows, ...chats].some(([key]) => key === id)
  const messages = [...(state.get('message') ?? [])].filter(([key]) => isThere && key.startsWith(`${id}/`))
  return Object.fromEntries([...rows, ...messages, ...chats].sort(([a], [b]) => (a < b ? -1 : 1)))
}

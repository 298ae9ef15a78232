import { type Following, follow } from '../../../src/surfaces/shared/follow.ts'
import { apply, emptyState, type LiveEvent, type LiveRow } from '../../../src/surfaces/shared/reduce.ts'
import { type Ledger, numberIn, unsorted } from './ledger.ts'
import { patienceMs } from './patience.ts'
import type { Customer } from './writers/customers.ts'

export interface Seen {
  viewers: number
  connections: number
  missing: number
  duplicate: number
  outOfOrder: number
}
export interface Viewers {
  /** How many follow at this moment. */
  readonly open: number
  /** Compares what each viewer was shown with what was acknowledged in what it watches. */
  compare(ledger: Ledger): Seen
  stop(): void
}

interface ShownMessage extends LiveRow {
  text: string
  conversation?: string
}

interface Viewer {
  following: Following
  watched: ReadonlySet<string>
  /** The numbers by conversation, as they were shown. */
  shown: Map<string, number[]>
  readonly connections: number
  readonly isOpen: boolean
}

/** An address may have 60 visitors. */
const MOST_VISITORS = 50

/** Advisors who each have some conversations open, and as many visitors with their own; all follow as browsers do. */
export function openViewers(url: string, keys: readonly string[], chats: readonly Customer[], count: number): Viewers {
  const viewers = Array.from({ length: count }, (_, at) => {
    const open = [0, 1, 2].map((step) => chats[(at + step * 7) % chats.length]).filter((chat) => chat !== undefined)
    const [own] = open
    if (at % 2 === 0 || at / 2 > MOST_VISITORS || own === undefined)
      return openViewer(url, '/api/v1/stream', keys[at % keys.length] ?? '', open)
    return openViewer(url, '/api/v1/chat/stream', own.token, [own])
  })
  const total = (count: (viewer: Viewer) => number): number => viewers.reduce((sum, viewer) => sum + count(viewer), 0)
  return {
    get open() {
      return total((viewer) => (viewer.isOpen ? 1 : 0))
    },
    compare: (ledger) => ({
      viewers: viewers.length,
      connections: total((viewer) => viewer.connections),
      missing: total((viewer) => missingOf(viewer, ledger)),
      duplicate: total(({ shown }) => sum(shown, (list) => list.length - new Set(list).size)),
      outOfOrder: total(({ shown }) => sum(shown, unsorted)),
    }),
    stop: () => {
      for (const { following } of viewers) following.stop()
    },
  }
}

function openViewer(url: string, path: string, token: string, watched: readonly Customer[]): Viewer {
  const shown: Viewer['shown'] = new Map(watched.map(({ id }) => [id, []]))
  let state = emptyState
  let connections = 0
  let isOpen = false
  const isStaff = path === '/api/v1/stream'
  const watch = isStaff ? `?watch=${watched.map(({ id }) => `subject:${id}`).join(',')}` : ''
  const onEvent = (event: string, data: unknown): void => {
    if (event === 'hello') {
      connections += 1
      isOpen = true
    }
    if (event !== 'message') return
    const told = data as LiveEvent
    const next = apply(state, told)
    // What the reducer drops, nobody sees twice.
    if (next === state || 'removed' in told) return
    state = next
    // Visitors are told of their one conversation only.
    const { text, conversation = watched[0]?.id ?? '' } = told.row as ShownMessage
    const n = numberIn(text)
    if (n !== null) shown.get(conversation)?.push(n)
  }
  const gone = (): never => {
    throw new Error('a viewer was told to fetch again, though the log reaches back to its cursor')
  }
  const following = follow({
    url: () => `${url}${path}${watch}`,
    after: '0',
    token,
    wait: patienceMs,
    onEvent,
    onStatus: (status) => {
      if (status !== 'live') isOpen = false
    },
    onGone: gone,
    onRefused: gone,
  })
  return {
    following,
    watched: new Set(watched.map(({ id }) => id)),
    shown,
    get connections() {
      return connections
    },
    get isOpen() {
      return isOpen
    },
  }
}

const sum = (shown: Viewer['shown'], count: (list: readonly number[]) => number): number =>
  [...shown.values()].reduce((all, list) => all + count(list), 0)

const missingOf = ({ watched, shown }: Viewer, { entries }: Ledger): number =>
  entries.filter(
    ({ n, conversation, acknowledged }) =>
      acknowledged && watched.has(conversation) && !shown.get(conversation)?.includes(n),
  ).length

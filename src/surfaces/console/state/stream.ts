import type { CaseRow } from '#cases/contract'
import type { InboxRow, Message } from '#conversations/contract'
import type { Whisper } from '#kernel/live/contract'
import { type Following, follow } from '../../shared/follow.ts'
import type { LiveEvent } from '../../shared/reduce.ts'
import { call } from './api.ts'
import { approvalTold } from './approvals.ts'
import { type Baton, batonTold } from './batons.ts'
import { boardTold } from './board.ts'
import { briefingTold } from './briefings.ts'
import { caseTold } from './cases.ts'
import { contactTold } from './contacts.ts'
import { type Queue, queueTold } from './directory.ts'
import { flagTold } from './flags.ts'
import { followedTold } from './followed.ts'
import { type Hand, handTold } from './hands.ts'
import {
  countSoon,
  desk,
  happen,
  loadList,
  messageTold,
  openTalk,
  refreshOwnLists,
  rowTold,
  withLists,
} from './inbox.ts'
import { firstCursor, line, startOver } from './live.ts'
import { type Notice, noticed } from './notices.ts'
import { loadOffers, type Offer, offerTold } from './offers.ts'
import { type Presence, type PresenceState, presenceStateTold, presenceTold } from './presence.ts'
import { promiseTold } from './promises.ts'
import { proofTold } from './proofs.ts'
import { reviewTold } from './reviews.ts'
import { secureFormTold } from './secure-forms.ts'
import { readSession } from './session.ts'
import { surgeTold } from './surge.ts'
import { hear } from './viewers.ts'

const reviewKinds: ReadonlySet<string> = new Set(['review', 'my-review', 'coaching-note', 'my-coaching-note'])

let following: Following | null = null
let stream: string | null = null
const watched = { talk: [] as readonly string[], list: [] as readonly string[], contact: [] as readonly string[] }

const topics = (): string[] => [
  '*',
  ...new Set([...watched.talk, ...watched.list, ...watched.contact].map((id) => `subject:${id}`)),
]

/** What is on the screen: messages and whispers come only for it. Watch first, fetch then: nothing is missed between. */
export async function watch(part: keyof typeof watched, ids: readonly string[]): Promise<void> {
  if (ids.join() === watched[part].join()) return
  watched[part] = ids
  if (stream === null) return
  try {
    await call('PUT /api/v1/streams/:id/watch', { params: { id: stream }, body: { watch: topics() } })
  } catch {
    reopen()
  }
}

/** The stream is on another node or gone: the same cursor, a new line. */
function reopen(): void {
  if (following === null) return
  const { cursor } = following
  following.stop()
  begin(cursor)
}

const REFRESH_MS = 1_200
let refreshing: ReturnType<typeof setTimeout> | undefined
/** What the stream does not tell of the open conversation: quiet lines, what one may do now. */
function refreshSoon(id: string): void {
  clearTimeout(refreshing)
  refreshing = setTimeout(() => void openTalk(id), REFRESH_MS)
}

function onRow(event: LiveEvent): void {
  if (event.kind === 'conversation') {
    rowTold('removed' in event ? { removed: event.id } : withLists(event.row as InboxRow))
    countSoon()
    if (watched.talk.includes(event.id)) refreshSoon(event.id)
  } else if (event.kind === 'message') {
    const [id = '', message = ''] = event.id.split('/')
    if ('row' in event) messageTold(event.row as unknown as Message)
    else happen({ type: 'message-gone', id, message })
  } else if (event.kind === 'read' && 'row' in event) {
    const { conversation, seq } = event.row as unknown as { conversation: string; seq: number }
    happen({ type: 'read', id: conversation, seq })
  } else if (event.kind === 'queue') {
    queueTold('row' in event ? (event.row as unknown as Queue) : { removed: event.id })
  } else if (event.kind === 'my-presence' && 'row' in event) {
    presenceTold(event.row as unknown as Presence)
  } else if (event.kind === 'hand') {
    handTold(event.id, 'row' in event ? (event.row as unknown as Hand) : null)
    boardTold()
  } else if (event.kind === 'work-item' || event.kind === 'presence') {
    boardTold()
  } else if (event.kind === 'offer') {
    offerTold('row' in event ? (event.row as unknown as Offer) : { removed: event.id })
  } else if (event.kind === 'presence-state') {
    presenceStateTold('row' in event ? (event.row as unknown as PresenceState) : { removed: event.id })
  } else if (event.kind === 'case' && 'row' in event) {
    caseTold(event.row as unknown as CaseRow)
  } else if (event.kind === 'contact') {
    contactTold(event.id)
  } else if (event.kind === 'briefing' || event.kind === 'briefing-read') {
    briefingTold()
  } else if (event.kind === 'followed' && 'row' in event) {
    followedTold(event.row as unknown as { conversation: string; followed: boolean })
  } else if (event.kind === 'baton') {
    batonTold(event.id, 'row' in event ? (event.row as unknown as Baton) : null)
  } else if (event.kind === 'surge') {
    surgeTold()
  } else if (event.kind === 'article-flag') {
    flagTold()
  } else if (event.kind === 'proposal') {
    approvalTold()
  } else if (reviewKinds.has(event.kind)) {
    reviewTold()
  } else if (event.kind === 'promise') {
    promiseTold()
  } else if (event.kind === 'proof' && 'row' in event) {
    proofTold()
    refreshSoon((event.row as unknown as { conversation: string }).conversation)
  } else if (event.kind === 'secure-form' && 'row' in event) {
    secureFormTold()
    refreshSoon((event.row as unknown as { conversation: string }).conversation)
  } else if (event.kind === 'notice' && 'row' in event) {
    noticed(event.row)
    if ((event.row as Notice).kind === 'mention') void refreshOwnLists('mentions')
  }
}

function onEvent(name: string, data: unknown): void {
  if (name === 'hello') {
    stream = (data as { stream: string }).stream
    return
  }
  if (name === 'whisper') {
    const { to, by, kind, seconds } = data as Whisper
    hear(to, by, kind, seconds)
    return
  }
  if (typeof data === 'object' && data !== null && 'kind' in data) onRow(data as LiveEvent)
}

/** Too old to catch up, or the rights changed: everything shown is fetched anew, then followed from there. */
async function startAgain(): Promise<void> {
  following = null
  stream = null
  startOver()
  happen({ type: 'outdated' })
  countSoon(0)
  await readSession()
  void loadOffers()
  for (const key of desk.get().lists.keys()) void loadList(key)
  for (const id of watched.talk) void openTalk(id)
  begin(await firstCursor())
}

function begin(after: string): void {
  following = follow({
    url: () => `/api/v1/stream?watch=${topics().map(encodeURIComponent).join(',')}`,
    after,
    onEvent,
    onStatus: (state) => {
      if (state !== 'live') stream = null
      line.set((now) => ({ state, since: now.state === state ? now.since : Date.now() }))
    },
    onGone: () => void startAgain(),
    onRefused: () => void readSession(),
  })
}

/** Follows from the first snapshot the page reads; returns how to stop. */
export function followLive(): () => void {
  let stopped = false
  void loadOffers()
  void firstCursor().then((cursor) => {
    if (!stopped) begin(cursor)
  })
  return () => {
    stopped = true
    following?.stop()
    following = null
    stream = null
    startOver()
  }
}

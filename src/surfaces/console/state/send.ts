import type { InboxRow, Message } from '#conversations/contract'
import { ApiError } from '../../shared/client.ts'
import { uuid7 } from '../../shared/uuid7.ts'
import { call } from './api.ts'
import { dropBar, showBar, UNDO_MS } from './bars.ts'
import { failed, leaveLists, refreshMay } from './deeds.ts'
import { countSoon, happen, openTalk, takeRow } from './inbox.ts'
import { deliver } from './outbox.ts'
import { me } from './session.ts'
import { createStore, useStore } from './store.ts'

const params = (id: string) => ({ params: { id } })

export interface Outgoing {
  text: string
  attachments: readonly Message['attachments'][number][]
  next: 'stay' | 'wait' | 'solve'
  disposition: string | null
  /** What it says of the mail; null: nothing, or not by mail. */
  mail: Message['mail']
  seenSeq: number
  /** By which of its conversations it goes to the customer. */
  way: { id: string; channel: string; visibility: Message['visibility'] }
}
export type SendResult = { state: 'sent' } | { state: 'stale'; missed: number } | { state: 'refused'; reason: string }

export const draftMessage = (
  row: InboxRow,
  id: string,
  out: Pick<Outgoing, 'text' | 'attachments'>,
  visibility: Message['visibility'],
): Message => {
  const agent = me()?.agent
  const now = new Date().toISOString()
  return {
    id,
    rev: 0,
    conversation: row.id,
    seq: row.lastSeq + 1,
    by: { kind: 'agent', id: agent?.id ?? null, name: agent?.publicName ?? '' },
    visibility,
    channel: null,
    home: null,
    text: out.text,
    html: '',
    lang: null,
    at: now,
    receivedAt: now,
    delivery: visibility === 'note' ? null : { state: 'queued', why: null },
    attachments: [...out.attachments],
    quickReplies: [],
    cards: [],
    mentions: [],
    mail: null,
    side: null,
    labels: [],
    editedAt: null,
    deletedAt: null,
  }
}

async function dispatch(
  message: Message,
  say: () => Promise<{ row: InboxRow; message: Message }>,
): Promise<SendResult> {
  happen({ type: 'sending', message })
  try {
    const answer = await deliver(message.conversation, say)
    happen({ type: 'message', message: answer.message })
    takeRow(answer.row)
    leaveLists(message.conversation)
    countSoon()
    void refreshMay(message.conversation)
    return { state: 'sent' }
  } catch (error) {
    happen({ type: 'unsent', id: message.conversation, message: message.id })
    if (!(error instanceof ApiError)) throw error
    if (error.code !== 'stale') return { state: 'refused', reason: error.message }
    await openTalk(message.conversation)
    const missed = Array.isArray(error.problem.missed) ? error.problem.missed.length : 1
    return { state: 'stale', missed }
  }
}

/** Replies of this page that can still be taken back, by id. */
const undos = createStore<ReadonlyMap<string, () => void>>(new Map())
export const useTakeBack = (message: string): (() => void) | null => useStore(undos, (now) => now.get(message) ?? null)

function offerTakeBack(message: string, undo: () => void): void {
  undos.set((now) => new Map(now).set(message, undo))
  setTimeout(() => undos.set((now) => new Map([...now].filter(([id]) => id !== message))), UNDO_MS)
}

/** There a reply is with the customer at once; elsewhere it leaves when it can no longer be taken back. */
const isOurWindow = (channel: string): boolean => channel.startsWith('chat.') || channel === 'form'

export function sendReply(row: InboxRow, out: Outgoing, withdrawn: () => void): Promise<SendResult> {
  const { way } = out
  const away = way.id === row.id ? {} : { home: way.id, channel: way.channel }
  const message = { ...draftMessage(row, uuid7(), out, way.visibility), mail: out.mail, ...away }
  const id = row.id
  const body = {
    id: message.id,
    text: out.text,
    seenSeq: out.seenSeq,
    next: out.next,
    ...(out.attachments.length > 0 && { attachments: out.attachments.map((each) => each.id) }),
    ...(out.disposition !== null && { disposition: out.disposition }),
    ...(out.mail !== null && { mail: out.mail }),
    ...(way.id !== row.id && { way: way.id }),
  }
  const sent = dispatch(message, () => call('POST /api/v1/conversations/:id/messages', { ...params(id), body }))
  const text = `done.${isOurWindow(way.channel) ? 'sent' : 'held'}${out.next === 'solve' ? 'Solved' : ''}`
  return undoable(row.id, message.id, sent, { text, name: row.contact.name || row.reference }, withdrawn)
}

/** For as long as it can be taken back a bar says so, and the message itself. */
function undoable(
  id: string,
  message: string,
  sent: Promise<SendResult>,
  { text, name }: { text: string; name: string },
  withdrawn: () => void,
): Promise<SendResult> {
  const undo = () => void withdraw(id, message, sent).then((did) => did && withdrawn())
  const bar = showBar({ text, values: { name }, undo })
  offerTakeBack(message, () => {
    dropBar(bar)
    undo()
  })
  return sent.then((result) => {
    if (result.state !== 'sent') dropBar(bar)
    return result
  })
}

/** A mail beside the conversation: shown at once, held like a reply; `back` runs when it was refused or taken back. */
export function heldOrBack(
  row: InboxRow,
  message: Message,
  say: () => Promise<void>,
  done: { text: string; name: string },
  back: () => void,
): void {
  happen({ type: 'sending', message })
  const sent = deliver(row.id, say).then(
    (): SendResult => ({ state: 'sent' }),
    (error: unknown): SendResult => {
      failed(error)
      back()
      return { state: 'refused', reason: '' }
    },
  )
  void sent.finally(() => happen({ type: 'unsent', id: row.id, message: message.id }))
  void undoable(row.id, message.id, sent, done, back)
}

async function withdraw(id: string, message: string, sent: Promise<SendResult>): Promise<boolean> {
  if ((await sent).state !== 'sent') return false
  try {
    const say = () => call('DELETE /api/v1/conversations/:id/messages/:message', { params: { id, message } })
    const answer = await deliver(id, say)
    happen({ type: 'message', message: answer.message })
    takeRow(answer.row)
    return true
  } catch (error) {
    failed(error)
    return false
  }
}

export function writeNote(
  row: InboxRow,
  out: Pick<Outgoing, 'text' | 'attachments'>,
  mentions: { people: readonly string[]; teams: readonly string[] },
): Promise<SendResult> {
  const message = draftMessage(row, uuid7(), out, 'note')
  const id = row.id
  const body = {
    id: message.id,
    text: out.text,
    mentions: [...mentions.people],
    ...(mentions.teams.length > 0 && { teams: [...mentions.teams] }),
    ...(out.attachments.length > 0 && { attachments: out.attachments.map((each) => each.id) }),
  }
  return dispatch(message, () => call('POST /api/v1/conversations/:id/notes', { ...params(id), body }))
}

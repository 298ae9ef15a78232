import type { StoredEvent } from '#kernel/events'
import type { BrandId, ConversationId } from '#kernel/ids'
import { newId } from '#kernel/ids'
import {
  type Clock,
  ended,
  goesOn,
  isOpen,
  isPaused,
  isResponse,
  type Kind,
  paused,
  remembering,
  restored,
  resumed,
} from './clock.ts'
import { apart, withWaiting } from './follow-merge.ts'

/** A conversation with its clocks, oldest first. */
export interface Talk {
  id: ConversationId
  brand: BrandId
  /** By a person, ever. */
  answered: boolean
  clocks: readonly Clock[]
}

export const followedEvents = [
  'conversation.started',
  'message.received',
  'reply.sent',
  'reply.withdrawn',
  'conversation.handed',
  'conversation.pended',
  'conversation.snoozed',
  'conversation.unsnoozed',
  'conversation.reopened',
  'conversation.solved',
  'conversation.closed',
  'conversation.spammed',
  'conversation.unspammed',
  'conversation.merged',
  'conversation.unmerged',
  'conversation.split',
  'conversation.split-off',
  'conversation.unsplit',
  'conversation.changed',
  'priority.set',
] as const
type Name = (typeof followedEvents)[number]
export type Followed = StoredEvent<Name>

/** `other` is the conversation a merge is about. */
type Step<N extends Name> = (talk: Talk, event: StoredEvent<N>, at: number, other: Talk | undefined) => Talk
const each = (talk: Talk, change: (clock: Clock) => Clock): Talk => ({ ...talk, clocks: talk.clocks.map(change) })
const open = (talk: Talk, change: (clock: Clock) => Clock): Talk =>
  each(talk, (clock) => (isOpen(clock) ? change(clock) : clock))
const as = (talk: Talk): Talk => talk

/** What each fact does to the clocks of its conversation. Pure: the same facts give the same clocks. */
const steps: { [N in Name]: Step<N> } = {
  'conversation.started': as,
  'message.received': (talk, { data }, at) =>
    withClocks(
      open(reopened(talk, at), (clock) => resumed(clock, at)),
      data.seq,
      at,
    ),
  'reply.sent': (talk, event, at, other) =>
    event.data.author === 'bot' ? botReplied(talk, event, at, other) : replied(talk, event, at, other),
  'reply.withdrawn': withdrawn,
  'conversation.handed': (talk, { data }, at) =>
    data.to === 'bot' ? talk : open(talk, (clock) => (pausedBy(clock, 'bot') ? resumed(clock, at) : clock)),
  'conversation.pended': (talk, _, at) => open(talk, (clock) => paused(clock, at, 'customer')),
  'conversation.snoozed': (talk, _, at) => open(talk, (clock) => paused(clock, at, 'third')),
  'conversation.unsnoozed': (talk, _, at) => open(talk, (clock) => resumed(clock, at)),
  'conversation.reopened': (talk, _, at) => open(unsolved(talk, at), (clock) => resumed(clock, at)),
  'conversation.solved': (talk, _, at) => open(talk, (clock) => ended(clock, at, 'solved')),
  'conversation.closed': (talk, { data }, at) =>
    open(talk, (clock) => ended(clock, at, data.mergeId === undefined ? 'closed' : 'merged')),
  'conversation.spammed': (talk, _, at) => open(talk, (clock) => ended(clock, at, 'spam')),
  'conversation.unspammed': unspammed,
  'conversation.merged': (talk, { data }, _, other) => withWaiting(talk, other, data.mergeId),
  'conversation.unmerged': (talk, { data }, at, other) => apart(talk, other, data.mergeId, at),
  'conversation.split': (talk, { data }, at) =>
    data.waits ? talk : open(talk, (clock) => (isResponse(clock) ? ended(clock, at, 'split') : clock)),
  'conversation.split-off': splitOff,
  'conversation.unsplit': (talk, { data }, at) =>
    data.waits ? each(talk, (clock) => (clock.endedWhy === 'split' ? goesOn(clock, at) : clock)) : talk,
  'conversation.changed': as,
  'priority.set': as,
}

export const happens = (talk: Talk, event: Followed, other?: Talk): Talk => step(talk, event, other)
const step = <N extends Name>(talk: Talk, event: StoredEvent<N>, other: Talk | undefined): Talk =>
  steps[event.name](talk, event, event.at.getTime(), other)

/** What it ended goes on; who wrote meanwhile, and was not waited for before, has waited for an answer since then. */
function unspammed(talk: Talk, { data }: StoredEvent<'conversation.unspammed'>, at: number): Talk {
  const back = each(talk, (clock) => (clock.endedWhy === 'spam' ? goesOn(clock, at) : clock))
  if (data.since === undefined) return back
  const awake = open(reopened(back, at), (clock) => resumed(clock, at))
  const waits = awake.clocks.some((clock) => isResponse(clock) && isOpen(clock))
  const since = started(talk, talk.answered ? 'next' : 'first', Date.parse(data.since))
  return waits ? awake : { ...awake, clocks: [...awake.clocks, since] }
}

/** Another matter has its own promises; who waited for an answer to it has waited since they wrote. */
function splitOff(
  talk: Talk,
  { data }: StoredEvent<'conversation.split-off'>,
  at: number,
  other: Talk | undefined,
): Talk {
  const kind = other?.answered === true ? 'next' : 'first'
  const waits = data.since === undefined ? [] : [started(talk, kind, Date.parse(data.since))]
  return { ...talk, clocks: [...talk.clocks, started(talk, 'resolution', at), ...waits] }
}

const pausedBy = (clock: Clock, why: string): boolean => isPaused(clock) && clock.pauses.at(-1)?.why === why

/** The customer's word opens it again: the solution goes on; an answer that was not needed then is another one now. */
const reopened = (talk: Talk, at: number): Talk =>
  each(talk, (clock) => (clock.kind === 'resolution' && clock.endedWhy === 'solved' ? goesOn(clock, at) : clock))

/** Taken back by a person: what this solution ended goes on, the answer that the customer still waits for too. */
function unsolved(talk: Talk, at: number): Talk {
  const solvedAt = talk.clocks.find(({ kind }) => kind === 'resolution')?.endedAt
  return each(talk, (clock) => (clock.endedWhy === 'solved' && clock.endedAt === solvedAt ? goesOn(clock, at) : clock))
}

/** The first message starts the first clocks; later the first one that nobody has answered starts the next. */
function withClocks(talk: Talk, seq: number, at: number): Talk {
  const has = (kind: Kind) => talk.clocks.some((clock) => clock.kind === kind)
  const waits = talk.clocks.some((clock) => isResponse(clock) && isOpen(clock))
  const kinds: Kind[] = [
    ...(has('resolution') ? [] : (['resolution'] as const)),
    ...(waits ? [] : [talk.answered || has('first') || seq > 1 ? ('next' as const) : ('first' as const)]),
  ]
  return { ...talk, clocks: [...talk.clocks, ...kinds.map((kind) => started(talk, kind, at))] }
}

const started = ({ id, brand }: Talk, kind: Kind, at: number): Clock => ({
  id: newId(),
  conversation: id,
  brand,
  kind,
  startedAt: at,
  pauses: [],
  endedAt: null,
  endedWhy: null,
  undo: null,
  policy: null,
  policyRev: null,
  calendar: null,
  target: null,
  warn: null,
  countedFrom: at,
  carriedMs: 0,
  dueAt: null,
  warnAt: null,
  warnedAt: null,
  breachedAt: null,
})

/**
 * A bot's answer is not the answer that was promised, yet after it nobody here is waited for: the clocks wait for the customer, and go on
 * when they write again or a person is to take over. A courtesy ("one moment") changes nothing.
 */
const botReplied: Step<'reply.sent'> = (talk, { data }, at) =>
  data.acknowledgement === true ? talk : open(talk, (clock) => paused(clock, at, 'bot'))

/** A person's reply is what was promised. It opens what was put away, unless it says to wait for the customer. */
const replied: Step<'reply.sent'> = (talk, { data }, at) => ({
  ...each(talk, (clock) => {
    const before = remembering(clock, data.messageId)
    if (isResponse(clock)) return isOpen(clock) ? ended(before, at, 'answered') : { ...clock, undo: null }
    const going = clock.endedWhy === 'solved' ? goesOn(before, at) : isOpen(clock) ? resumed(before, at) : before
    return data.next === 'wait' && isOpen(going) ? paused(going, at, 'customer') : going
  }),
  answered: true,
})

/** As if it had never been sent. Who has written since has been waiting since the first message that is unanswered again. */
function withdrawn(talk: Talk, { data }: StoredEvent<'reply.withdrawn'>, at: number): Talk {
  const since = talk.clocks.find((clock) => clock.kind === 'next' && isOpen(clock) && clock.startedAt <= at)
  const back = talk.clocks.map((clock) => (clock.undo?.message === data.messageId ? restored(clock) : clock))
  const waits = back.find((clock) => isResponse(clock) && isOpen(clock) && clock.id !== since?.id)
  const answered = back.some((clock) => clock.endedWhy === 'answered')
  if (since === undefined || waits === undefined) return { ...talk, answered, clocks: back }
  const clocks = back
    .filter(({ id }) => id !== since.id)
    .map((clock) => (isOpen(clock) ? resumed(clock, since.startedAt) : clock))
  return { ...talk, answered, clocks }
}

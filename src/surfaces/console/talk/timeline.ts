import type { Message, TimelineLine } from '#conversations/contract'
import type { Thread } from './side/thread.ts'

export interface Group {
  kind: 'group'
  key: string
  messages: readonly Message[]
}
export type Item =
  | Group
  | { kind: 'day'; key: string; at: string }
  | { kind: 'lines'; key: string; lines: readonly TimelineLine[] }
  | { kind: 'bot'; key: string; turns: number; items: readonly Group[] }
  | { kind: 'side'; key: string; thread: Thread }
  /** From here on it goes another way; null: the conversation's own again. */
  | { kind: 'way'; key: string; channel: string | null; home: string | null }
type Entry = { at: string; message: Message } | { at: string; line: TimelineLine } | { at: string; thread: Thread }

/** Lines that only repeat what the messages beside them show. */
const silent = new Set([
  'conversation.started',
  'message.received',
  'reply.sent',
  'note.written',
  'delivery.recorded',
  'message.edited',
  'message.deleted',
  'conversation.seen',
  'conversation.changed',
  'conversation.summarised',
])
/** Where it is worked on stands above it. */
const ofMerge = ({ name, data }: TimelineLine): boolean =>
  (name === 'conversation.handed' && data.to === 'bot' && data.reason === 'merged') ||
  (name === 'conversation.closed' && data.mergeId !== undefined)
type Threads = ReadonlyMap<string, Thread>
const minuteOf = (at: string): string => at.slice(0, 16)
const wayOf = ({ home, channel }: Message): string => `${home ?? ''} ${channel ?? ''}`
const OWN = ' '
const sameTurn = (one: Message, other: Message): boolean =>
  one.by.kind === other.by.kind &&
  one.by.id === other.by.id &&
  (one.by.kind !== 'system' || one.by.name === other.by.name) &&
  one.visibility === other.visibility &&
  wayOf(one) === wayOf(other) &&
  minuteOf(one.at) === minuteOf(other.at)

/** An exchange with an outsider stands where it was spoken in last. */
const threadsAmong = (messages: readonly Message[], threads: Threads): Entry[] =>
  [...threads.values()].flatMap((thread) => {
    const at = (thread.messages.at(-1) ?? thread.sending.at(-1))?.at ?? thread.side.at
    return at >= (messages[0]?.at ?? '') || thread.sending.length > 0 ? [{ at, thread }] : []
  })

function ordered(messages: readonly Message[], lines: readonly TimelineLine[], threads: Threads): Entry[] {
  const first = messages[0]?.at ?? ''
  const told = lines.filter((line) => !silent.has(line.name) && !ofMerge(line) && line.at >= first)
  const all: Entry[] = [
    ...messages.filter(({ side }) => side === null).map((message) => ({ at: message.at, message })),
    ...threadsAmong(messages, threads),
    ...told.map((line) => ({ at: line.at, line })),
  ]
  return all
    .map((entry, index) => ({ entry, index }))
    .sort((one, other) =>
      one.entry.at < other.entry.at ? -1 : one.entry.at > other.entry.at ? 1 : one.index - other.index,
    )
    .map(({ entry }) => entry)
}

/** Messages and lines → day rules, turns by author and minute, and quiet lines side by side. `dayOf` names the local day. */
function grouped(entries: readonly Entry[], dayOf: (at: string) => string): Item[] {
  const items: Item[] = []
  let day = ''
  let way = OWN
  for (const entry of entries) {
    const today = dayOf(entry.at)
    if (today !== day) items.push({ kind: 'day', key: `day-${today}`, at: entry.at })
    day = today
    const last = items.at(-1)
    if ('line' in entry) {
      if (last?.kind === 'lines') items[items.length - 1] = { ...last, lines: [...last.lines, entry.line] }
      else items.push({ kind: 'lines', key: `l-${entry.line.id}`, lines: [entry.line] })
      continue
    }
    if ('thread' in entry) {
      items.push({ kind: 'side', key: `side-${entry.thread.side.id}`, thread: entry.thread })
      continue
    }
    if (entry.message.visibility !== 'note' && wayOf(entry.message) !== way) {
      way = wayOf(entry.message)
      items.push({
        kind: 'way',
        key: `way-${entry.message.id}`,
        channel: entry.message.channel,
        home: entry.message.home,
      })
    }
    const before = last?.kind === 'group' ? last.messages.at(-1) : undefined
    if (last?.kind === 'group' && items.at(-1) === last && before !== undefined && sameTurn(before, entry.message)) {
      items[items.length - 1] = { ...last, messages: [...last.messages, entry.message] }
    } else items.push({ kind: 'group', key: entry.message.id, messages: [entry.message] })
  }
  return items
}

const speaker = (item: Item | undefined): Message['by']['kind'] | null =>
  item?.kind === 'group' ? (item.messages[0]?.by.kind ?? null) : null

/** What the bot and the customer said to each other until the hand-over becomes one line that opens. */
function foldBot(items: readonly Item[]): Item[] {
  const start = items.findIndex((item) => speaker(item) === 'bot')
  const end = items.findLastIndex((item) => speaker(item) === 'bot')
  if (start < 0) return [...items]
  const inside = items.slice(start, end + 1)
  const talk = inside.filter((item) => item.kind === 'group')
  const rest = inside.filter((item) => item.kind !== 'group')
  const turns = talk.filter((item) => speaker(item) === 'bot').length
  const fold: Item = { kind: 'bot', key: `bot-${talk[0]?.key ?? ''}`, turns, items: talk }
  return [
    ...items.slice(0, start),
    ...rest.filter((item) => item.kind === 'day'),
    fold,
    ...rest.filter((item) => item.kind !== 'day'),
    ...items.slice(end + 1),
  ]
}

/** The timeline of a conversation, newest at the bottom. Pure. */
export function timelineOf(
  messages: readonly Message[],
  lines: readonly TimelineLine[],
  options: { foldBot: boolean; dayOf: (at: string) => string; threads?: Threads },
): Item[] {
  const items = grouped(ordered(messages, lines, options.threads ?? new Map()), options.dayOf)
  return options.foldBot ? foldBot(items) : items
}

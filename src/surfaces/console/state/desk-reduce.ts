import type { ConversationView, InboxRow, Message } from '#conversations/contract'
import { type Desk, type Happening, type List, newer, patched, type Talk } from './desk.ts'
import { tellRows, unempty } from './tell-rows.ts'

const noList: List = { ids: [], fresh: [], next: null, status: 'loading' }
const put = <V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> =>
  new Map(map).set(key, value)
const edit = <V>(map: ReadonlyMap<string, V>, key: string, change: (value: V) => V): ReadonlyMap<string, V> => {
  const value = map.get(key)
  return value === undefined ? map : put(map, key, change(value))
}
const without = <V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> => {
  if (!map.has(key)) return map
  const rest = new Map(map)
  rest.delete(key)
  return rest
}
/** The row as shown: the last known one with every unanswered change on top. */
function shown(desk: Desk, id: string): Desk {
  const base = desk.base.get(id)
  if (base === undefined) return { ...desk, rows: without(desk.rows, id) }
  const row = patched(desk, base)
  return { ...desk, rows: put(desk.rows, id, row) }
}
const withRow = (desk: Desk, row: InboxRow): Desk =>
  newer(desk.base.get(row.id), row) ? shown({ ...desk, base: put(desk.base, row.id, row) }, row.id) : desk

function withRows(desk: Desk, rows: readonly InboxRow[]): Desk {
  const [base, all] = [new Map(desk.base), new Map(desk.rows)]
  for (const row of rows) {
    if (!newer(base.get(row.id), row)) continue
    base.set(row.id, row)
    all.set(row.id, patched(desk, row))
  }
  return { ...desk, base, rows: all }
}

const leave = (list: List, id: string): List =>
  unempty({
    ...list,
    ids: list.ids.filter((each) => each !== id),
    fresh: list.fresh.filter((each) => each !== id),
  })

function listed(desk: Desk, { list, rows, next, reads, more }: Extract<Happening, { type: 'listed' }>): Desk {
  const before = more ? (desk.lists.get(list)?.ids ?? []) : []
  const ids = [...new Set([...before, ...rows.map((row) => row.id)])]
  const held = withRows(desk, rows)
  return {
    ...held,
    lists: put(held.lists, list, {
      ids,
      next,
      status: 'ready',
      fresh: more ? (desk.lists.get(list)?.fresh ?? []) : [],
    }),
    reads: new Map([...held.reads, ...Object.entries(reads)]),
  }
}

const bySeq = (one: Message, other: Message): number => one.seq - other.seq
/** Newer versions replace, unknown ones join in order. */
export function merged(held: readonly Message[], coming: readonly Message[]): readonly Message[] {
  const all = new Map(held.map((message) => [message.id, message]))
  for (const message of coming) if (newer(all.get(message.id), message)) all.set(message.id, message)
  return [...all.values()].sort(bySeq)
}
const landed = (talk: Talk, coming: readonly Message[]): Talk => {
  const ids = new Set(coming.map((message) => message.id))
  return {
    ...talk,
    messages: merged(talk.messages, coming),
    sending: talk.sending.filter((message) => !ids.has(message.id)),
  }
}

function opened(desk: Desk, view: ConversationView): Desk {
  const { row, messages, live: _, ...rest } = view
  const before = desk.talks.get(row.id)
  const talk: Talk = {
    ...rest,
    messages: [],
    sending: before?.sending ?? [],
    earlier: (messages[0]?.seq ?? 1) > 1,
    stale: false,
  }
  const held = withRow(desk, row)
  const read = Math.max(view.readSeq, held.reads.get(row.id) ?? 0)
  const kept = before?.messages.some((message) => message.seq + 1 >= (messages[0]?.seq ?? 0))
  const all = merged(kept ? (before?.messages ?? []) : [], messages)
  return {
    ...held,
    talks: put(held.talks, row.id, { ...landed(talk, all), earlier: (all[0]?.seq ?? 1) > 1 }),
    reads: put(held.reads, row.id, read),
  }
}

/** Old desk and what happened → new desk. Pure; drops what is not newer than what is held. */
export function reduceDesk(desk: Desk, event: Happening): Desk {
  switch (event.type) {
    case 'list-loading':
      return {
        ...desk,
        lists: put(desk.lists, event.list, { ...(desk.lists.get(event.list) ?? noList), status: 'loading' }),
      }
    case 'list-failed':
      return {
        ...desk,
        lists: put(desk.lists, event.list, { ...(desk.lists.get(event.list) ?? noList), status: 'failed' }),
      }
    case 'listed':
      return listed(desk, event)
    case 'rows':
      return tellRows(desk, event.told)
    case 'fresh-shown':
      return {
        ...desk,
        lists: edit(desk.lists, event.list, (list) => ({ ...list, ids: [...list.fresh, ...list.ids], fresh: [] })),
      }
    case 'left-list':
      return { ...desk, lists: edit(desk.lists, event.list, (list) => leave(list, event.id)) }
    case 'patched': {
      const patches = [...(desk.patches.get(event.id) ?? []), { key: event.key, change: event.change }]
      return shown({ ...desk, patches: put(desk.patches, event.id, patches) }, event.id)
    }
    case 'unpatched': {
      const patches = (desk.patches.get(event.id) ?? []).filter((patch) => patch.key !== event.key)
      return shown({ ...desk, patches: put(desk.patches, event.id, patches) }, event.id)
    }
    default:
      return reduceTalk(desk, event)
  }
}

type TalkHappening = Extract<
  Happening,
  {
    type:
      | 'opened'
      | 'outdated'
      | 'earlier'
      | 'message'
      | 'message-gone'
      | 'sending'
      | 'unsent'
      | 'may'
      | 'read'
      | 'counted'
  }
>
function reduceTalk(desk: Desk, event: TalkHappening): Desk {
  // A conversation that is not open here is told of too: then nothing changed, and nobody need look.
  const talks = (id: string, change: (talk: Talk) => Talk): Desk =>
    desk.talks.has(id) ? { ...desk, talks: edit(desk.talks, id, change) } : desk
  switch (event.type) {
    case 'opened':
      return opened(desk, event.view)
    case 'outdated':
      return { ...desk, talks: new Map([...desk.talks].map(([id, talk]) => [id, { ...talk, stale: true }])) }
    case 'earlier':
      return talks(event.id, (talk) => ({
        ...talk,
        messages: merged(talk.messages, event.messages),
        earlier: event.earlier,
      }))
    case 'message':
      return talks(event.message.conversation, (talk) => landed(talk, [event.message]))
    case 'message-gone':
      return talks(event.id, (talk) => ({
        ...talk,
        messages: talk.messages.filter((message) => message.id !== event.message),
      }))
    case 'sending':
      return talks(event.message.conversation, (talk) => ({ ...talk, sending: [...talk.sending, event.message] }))
    case 'unsent':
      return talks(event.id, (talk) => ({
        ...talk,
        sending: talk.sending.filter((message) => message.id !== event.message),
      }))
    case 'may':
      return talks(event.id, (talk) => ({ ...talk, may: event.may }))
    case 'read':
      return { ...desk, reads: put(desk.reads, event.id, event.seq) }
    case 'counted':
      return { ...desk, counts: event.counts }
  }
}

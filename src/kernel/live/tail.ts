import type { Database } from '#kernel/db'
import { type EventLog, readLog, type StoredEvent, serially } from '#kernel/events'
import type { Log } from '#kernel/log'
import type { LiveKind } from '#kernel/registry'
import type { ReaderSet } from './readers.ts'
import { isOpen, room, type Stream } from './stream.ts'
import { tell } from './tell.ts'

const READ_AT_ONCE = 200
const CATCHING_UP_AT_ONCE = 8

export interface TailParts {
  database: Database
  log: Log
  events: Pick<EventLog, 'head' | 'onHead'>
  kinds: ReadonlyMap<string, LiveKind>
  readers: ReaderSet
}

export interface Tail {
  /** Tells a stream what it missed since its cursor, then lets it go live without a gap or a repeat. */
  follow(stream: Stream): Promise<void>
  /** Goes on after a failure. */
  nudge(): void
  /** Everything numbered until now is told. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** One reader of the log per node. The bell says only that there is something: what it is comes from the table, by pos. */
export function openTail({ database, log, events, kinds, readers }: TailParts): Tail {
  const names = () => [...new Set([...kinds.values()].flatMap((kind) => Object.keys(kind.on)))]
  const turns = serially((error) => log.warn('live views wait for the log', { error }))
  const catchingUp = new Set<Promise<void>>()
  const gate = limiter(CATCHING_UP_AT_ONCE)
  const teller = { db: database.db, log, kinds }
  let pos = -1
  let head = -1

  const read = async (after: number, upTo: number): Promise<{ found: StoredEvent[]; upTo: number }> => {
    const found = await readLog.run(database.pool, [after, upTo, null, names(), READ_AT_ONCE])
    return { found, upTo: found.length === READ_AT_ONCE ? (found.at(-1)?.pos ?? upTo) : upTo }
  }
  const pump = async (): Promise<void> => {
    if (pos < 0 || readers.size === 0) pos = head
    while (pos < head) {
      const { found, upTo } = await read(pos, head)
      await tell(teller, found, readers.of)
      for (const stream of readers.live()) stream.pos = Math.max(stream.pos, upTo)
      pos = upTo
    }
  }
  const look = async (): Promise<void> => {
    head = Math.max(head, await events.head())
    await pump()
  }
  const catchUp = async (stream: Stream): Promise<void> => {
    while (isOpen(stream) && stream.pos < pos) {
      const { found, upTo } = await read(stream.pos, pos)
      await tell(teller, found, () => [stream])
      stream.pos = upTo
      await room(stream)
    }
  }
  /** Between two turns nothing is told, so whoever stands at `pos` then misses nothing and hears nothing twice. */
  const join = (stream: Stream): Promise<boolean> =>
    turns.now(async () => {
      if (stream.pos < pos) return false
      readers.goLive(stream)
      return true
    })
  const follow = async (stream: Stream): Promise<void> => {
    if (pos < 0) await turns.now(look)
    do await gate(() => catchUp(stream))
    while (isOpen(stream) && !(await join(stream)))
  }
  const forget = events.onHead((to) => {
    head = Math.max(head, to)
    turns.soon(pump)
  })
  return {
    nudge: () => {
      if (pos < head) turns.soon(pump)
    },
    follow: (stream) => {
      const following = follow(stream).finally(() => catchingUp.delete(following))
      catchingUp.add(following)
      return following
    },
    settle: async () => {
      await turns.now(look)
      await Promise.allSettled(catchingUp)
    },
    stop: async () => {
      forget()
      await turns.close(async () => {})
    },
  }
}

/** Runs at most so many at once; the others wait in line. */
function limiter(most: number): (work: () => Promise<void>) => Promise<void> {
  const line: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => line.push(resolve))
    running += 1
    try {
      await work()
    } finally {
      running -= 1
      line.shift()?.()
    }
  }
}

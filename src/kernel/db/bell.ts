import type pg from 'pg'
import type { Log } from '#kernel/log'
import { atMostEvery } from './at-most-every.ts'
import { keepConnected } from './keep-connected.ts'

const CHANNEL = 'kernel_bell'
const WAKE_EVERY_MS = 5
/** Other nodes look by themselves as well, and each ring is a transaction. */
const TELL_EVERY_MS = 20

/** Where there may be new rows: in the log only, or among the jobs as well. */
export type Rung = 'log' | 'all'

export interface Bell {
  ring(what?: Rung): void
  on(listener: (what: Rung) => void): () => void
  close(): Promise<void>
}

/** Tells all nodes that the log or the job table may have new rows. It says no more, so a lost ring costs latency only. */
export function openBell(connect: () => pg.Client, log: Log): Bell {
  const listeners = new Set<(what: Rung) => void>()
  const wake = (what: Rung): void => {
    for (const listener of listeners) listener(what)
  }
  const line = keepConnected(connect, log, async (client) => {
    client.on('notification', ({ processId, payload }) => {
      if (processId !== ownProcess(client)) wake(payload === 'log' ? 'log' : 'all')
    })
    await client.query(`listen ${CHANNEL}`)
    // What was rung while nobody listened was not heard by anybody.
    await client.query(`notify ${CHANNEL}`)
    wake('all')
  })
  const notify = oneAtATime(async (what) =>
    line.client()?.query(what === 'log' ? `notify ${CHANNEL}, 'log'` : `notify ${CHANNEL}`),
  )
  const tell = gathering(TELL_EVERY_MS, (what) => {
    line.open()
    notify(what)
  })
  const here = gathering(WAKE_EVERY_MS, wake)
  return {
    ring: (what = 'all') => {
      here.call(what)
      tell.call(what)
    },
    on: (listener) => {
      listeners.add(listener)
      line.open()
      return () => listeners.delete(listener)
    },
    close: () => {
      here.stop()
      tell.stop()
      listeners.clear()
      return line.close()
    },
  }
}

/** What this node rang itself it has already heard. pg keeps the id without typing it. */
const ownProcess = (client: pg.Client): unknown => ('processID' in client ? client.processID : undefined)

/** What is rung within so long is said once, and as much as the most of it. */
function gathering(ms: number, say: (what: Rung) => void): { call(what: Rung): void; stop(): void } {
  let most: Rung = 'log'
  const soon = atMostEvery(ms, () => {
    const what = most
    most = 'log'
    say(what)
  })
  return {
    call: (what) => {
      if (what === 'all') most = 'all'
      soon.call()
    },
    stop: soon.stop,
  }
}

/** What is asked for while one runs is one more after it. A failure is forgotten: whoever should have heard it looks by themselves. */
function oneAtATime(act: (what: Rung) => Promise<unknown>): (what: Rung) => void {
  let running = false
  let next: Rung | null = null
  const run = async (): Promise<void> => {
    running = true
    for (let what = next; what !== null; what = next) {
      next = null
      await act(what).catch(() => {})
    }
    running = false
  }
  return (what) => {
    next = next === 'all' ? 'all' : what
    if (!running) void run()
  }
}

import type pg from 'pg'
import type { Log } from '#kernel/log'
import { keepConnected } from './keep-connected.ts'

const CHANNEL = 'kernel_bell'
const AT_MOST_EVERY_MS = 5

export interface Bell {
  ring(): void
  on(listener: () => void): () => void
  close(): Promise<void>
}

/** Tells all nodes that the log or the job table may have new rows. It carries nothing, so a lost ring costs latency only. */
export function openBell(connect: () => pg.Client, log: Log): Bell {
  const listeners = new Set<() => void>()
  const wake = (): void => {
    for (const listener of listeners) listener()
  }
  const line = keepConnected(connect, log, async (client) => {
    client.on('notification', ({ processId }) => {
      if (processId !== ownProcess(client)) wake()
    })
    await client.query(`listen ${CHANNEL}`)
    // What was rung while nobody listened was not heard by anybody.
    await client.query(`notify ${CHANNEL}`)
    wake()
  })
  const tell = oneAtATime(async () => line.client()?.query(`notify ${CHANNEL}`))
  const ring = coalesce(() => {
    wake()
    line.open()
    tell()
  })
  return {
    ring: ring.call,
    on: (listener) => {
      listeners.add(listener)
      line.open()
      return () => listeners.delete(listener)
    },
    close: () => {
      ring.stop()
      listeners.clear()
      return line.close()
    },
  }
}

/** What this node rang itself it has already heard. pg keeps the id without typing it. */
const ownProcess = (client: pg.Client): unknown => ('processID' in client ? client.processID : undefined)

/** What is asked for while one runs is one more after it. A failure is forgotten: the readers look by themselves as well. */
function oneAtATime(act: () => Promise<unknown>): () => void {
  let running = false
  let again = false
  const run = async (): Promise<void> => {
    running = true
    do {
      again = false
      await act().catch(() => {})
    } while (again)
    running = false
  }
  return () => {
    if (running) again = true
    else void run()
  }
}

/** The first call acts at once; those that follow within 5 ms become one. */
function coalesce(act: () => void): { call(): void; stop(): void } {
  let last = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null
  const now = (): void => {
    timer = null
    last = performance.now()
    act()
  }
  return {
    call: () => {
      if (timer !== null) return
      const wait = last + AT_MOST_EVERY_MS - performance.now()
      if (wait <= 0) now()
      else timer = setTimeout(now, wait)
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}

import type pg from 'pg'
import type { Log } from '#kernel/log'

/** One connection that comes back by itself. */
export interface Line {
  /** The client while it is connected and prepared. */
  client(): pg.Client | null
  /** Connects, unless it already has or tries to. */
  open(): void
  close(): Promise<void>
}

const BACK_OFF_MS = [50, 100, 250, 500, 1_000, 2_000]
/** A line that a firewall forgot says nothing for ever; a question finds out. */
const ASK_EVERY_MS = 15_000

/** `prepare` runs on each new client before it is handed out. */
export function keepConnected(make: () => pg.Client, log: Log, prepare: (client: pg.Client) => Promise<void>): Line {
  let current: pg.Client | null = null
  let trying: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let closed = false

  const lost = (client: pg.Client): void => {
    if (current === client) current = null
    client.removeAllListeners().on('error', () => {})
    client.end().catch(() => {})
    if (closed) return
    clearTimeout(timer)
    timer = setTimeout(start, BACK_OFF_MS[Math.min(failures++, BACK_OFF_MS.length - 1)])
  }
  const start = (): void => {
    trying = connect()
  }
  const connect = async (): Promise<void> => {
    const client = make()
    client.once('error', () => lost(client))
    client.once('end', () => lost(client))
    try {
      await client.connect()
      await prepare(client)
      current = client
      failures = 0
    } catch (error) {
      log.warn('the database cannot be listened to; trying again', { error })
      lost(client)
    }
  }
  const asking = setInterval(() => {
    const asked = current
    asked?.query('select').catch(() => lost(asked))
  }, ASK_EVERY_MS).unref()

  return {
    client: () => current,
    open: () => {
      if (trying === null) start()
    },
    close: async () => {
      closed = true
      clearTimeout(timer)
      clearInterval(asking)
      await trying
      const last = current
      current = null
      await last?.end().catch(() => {})
    },
  }
}

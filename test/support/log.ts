import { type TurnableClock, turnableClock } from '#kernel/clock'
import type { Config } from '#kernel/config'
import { type Database, openDatabase, sql, type Tx } from '#kernel/db'
import { type EventLog, type EventName, openEventLog, publish, type StoredEvent } from '#kernel/events'
import { newId } from '#kernel/ids'
import type { Log } from '#kernel/log'
import { type App, createApp } from '#kernel/registry'
import { freshDatabase } from './database.ts'

declare module '#kernel/events' {
  interface EventMap {
    /** Only tests publish these. */
    'bench.happened': { n: number }
    'bench.moved': { n: number }
  }
}

const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

export interface Node extends AsyncDisposable {
  readonly app: App
  readonly database: Database
  readonly clock: TurnableClock
  readonly log: EventLog
}
export interface LogBench extends AsyncDisposable {
  /** Another node on the same database; `listen` registers its handlers. */
  node(listen?: (app: App) => void): Promise<Node>
}

/** A fresh database with the table `public.seen (handler, pos, subject, n)` for handlers to write to. */
export async function openLogBench(): Promise<LogBench> {
  const fresh = await freshDatabase()
  const nodes: Node[] = []
  const clock = turnableClock('2026-06-09T08:00:00Z')
  const open = async (listen?: (app: App) => void): Promise<Node> => {
    const config = { databaseUrl: fresh.url, dataDir: '', trustedProxies: [] as readonly string[] } as Config
    const database = await openDatabase({ config, clock, log: quiet })
    await database.pool.query(
      'create table if not exists public.seen (id bigint generated always as identity, handler text, pos bigint, subject uuid, n integer)',
    )
    const app = createApp({ config, database, clock, log: quiet })
    listen?.(app)
    const log = openEventLog({ database, clock, log: quiet, app, handlers: app.registered.handlers })
    const close = async () => {
      await log.stop()
      await database.close()
    }
    const node = { app, database, clock, log, [Symbol.asyncDispose]: close }
    nodes.push(node)
    return node
  }
  return {
    node: open,
    [Symbol.asyncDispose]: async () => {
      for (const node of nodes) await node[Symbol.asyncDispose]()
      await fresh.drop()
    },
  }
}

/** A handler that writes what it got into public.seen. */
export const note =
  (handler: string) =>
  async (tx: Tx, event: StoredEvent<'bench.happened' | 'bench.moved'>): Promise<void> => {
    await sql`insert into public.seen (handler, pos, subject, n) values (${handler}, ${event.pos}, ${event.subject}, ${event.data.n})`.execute(
      tx,
    )
  }

export interface Told {
  subject?: string
  n?: number
  name?: EventName & `bench.${string}`
  scopes?: string[]
  was?: string[]
  brand?: string | null
}
/** Publishes one event in a transaction of its own. */
export const tell = (node: Pick<Node, 'database'>, told: Told = {}): Promise<void> =>
  node.database.transaction('system', (tx) => tellIn(tx, told))

export async function tellIn(
  tx: Tx,
  { subject = newId(), n = 0, name = 'bench.happened', brand = null, scopes = [], was }: Told,
): Promise<void> {
  await publish(tx, name, { brand, subject, data: { n }, scopes, ...(was && { was }) })
}

export interface Seen {
  handler: string
  pos: number
  subject: string
  n: number
}
export const seenBy = async (node: Pick<Node, 'database'>, handler: string): Promise<Seen[]> =>
  (await node.database.pool.query<Seen>('select * from public.seen where handler = $1 order by id', [handler])).rows

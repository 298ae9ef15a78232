import type { Clock } from '#kernel/clock'
import { atMostEvery, type Database, type Tx } from '#kernel/db'
import { newId } from '#kernel/ids'
import type { Log } from '#kernel/log'
import type { App } from '#kernel/registry'
import {
  createCursors,
  groupHandlers,
  keep,
  type Listener,
  lagOf,
  leave,
  listParked,
  type Parked,
  type ReplayOptions,
  replay,
  replayParked,
  retryDue,
  type Standing,
  saveCursors,
  standingOf,
  take,
  type Worker,
  walk,
} from './lanes/index.ts'
import { keepMonths } from './months.ts'
import { numberEvents } from './numberer.ts'
import { serially } from './serially.ts'

export interface EventLogParts {
  database: Database
  clock: Clock
  log: Log
  app: App
  /** What the modules registered, by any key; read at the first start() or settle(). */
  handlers: ReadonlyMap<string, Listener>
}

export interface EventLog {
  /** Numbers and handles on the bell and every 250 ms, until stop(). */
  start(): void
  /** Numbers and handles until nothing is left; failed events are tried again at once. Works with and without start(). */
  settle(): Promise<void>
  stop(): Promise<void>
  /** How many places each handler is behind the head: the metric with the alarm. */
  lag(): Promise<ReadonlyMap<string, number>>
  /** Every handler, and where this node's lanes of it stand; asks nobody. */
  standing(): Standing[]
  /** The last place given. */
  head(): Promise<number>
  /** Tells the head when it moved; a node's streams follow it. Returns how to stop. */
  onHead(listener: (head: number) => void): () => void
  parked(): Promise<Parked[]>
  /** Runs a parked subject of a handler again, in order; answers how many events were done. */
  replayParked(handler: string, subject: string): Promise<number>
  /** Runs a handler again over a range into a projection that `empty` empties in the same transaction. */
  replay(handler: string, options: ReplayOptions, empty: (tx: Tx) => Promise<void>): Promise<void>
  /** Under load some handlers wait so that others need not: they go on where they stood. */
  pause(handler: string): void
  resume(handler: string): void
}

const LOOK_EVERY_MS = 250
/** What comes within so long is handled together: a walk costs the same for one event as for fifty. */
const WALK_EVERY_MS = 25
const KEEP_EVERY_MS = 1_000
/** How often a node looks for lanes that a dead one left. */
const TAKE_EVERY_MS = 500
const SAVE_EVERY_MS = 10_000
/** Partitions are no hurry: what comes before them is kept in the default one. */
const TIDY_AFTER_MS = 10_000
const DAY_MS = 86_400_000

/** The two things there are to do: give places, and handle what has one. */
function workOf({ database, handlers }: EventLogParts, worker: Worker) {
  const heads = new Set<(head: number) => void>()
  let seen = -1
  const prepare = onceDone(async () => {
    for (const [name, handler] of groupHandlers(handlers.values())) worker.handlers.set(name, handler)
    await createCursors(database.pool, worker.handlers)
  })
  const number = async (): Promise<boolean> => {
    // A handler that is new begins where the log stood before.
    await prepare()
    const head = await numberEvents(database.pool)
    const moved = head !== seen
    seen = head
    if (moved) for (const listener of heads) listener(head)
    return moved
  }
  /** True when there is more to handle. */
  const work = async (early: boolean): Promise<boolean> => {
    await prepare()
    const more = await walk(worker, seen)
    if (!more) await retryDue(worker, early)
    return more
  }
  return { heads, prepare, number, work }
}

const newWorker = (app: App): Worker => ({
  app,
  node: newId(),
  handlers: new Map(),
  owned: new Map(),
  paused: new Set(),
  mayRetry: true,
})

export function openEventLog(parts: EventLogParts): EventLog {
  const { database, app, log } = parts
  const worker = newWorker(app)
  const { heads, prepare, number, work } = workOf(parts, worker)
  const timers: NodeJS.Timeout[] = []
  let silence = (): void => {}

  const tidy = () => keepMonths(database, parts.clock)
  const complain = (error: unknown) => log.warn('the log could not be worked; trying again', { error })
  // Beside each other: what is numbered is told to the live views, however far behind the handlers are.
  const [numbers, turns, takings] = [serially(complain), serially(complain), serially(complain)]
  const workOnce = async () => void ((await work(false)) && turn())
  const walks = atMostEvery(WALK_EVERY_MS, () => turns.soon(workOnce))
  const turn = walks.call
  const numberOnce = async () => void ((await number()) && turn())
  const look = (): void => numbers.soon(numberOnce)
  const beat = (every: number, work: () => Promise<unknown>, line = turns) =>
    timers.push(setInterval(() => line.soon(work), every).unref())
  // Beside the walks, too: a node with much to do must not be the reason why a dead one's lanes wait.
  const takeOnce = () => prepare().then(() => take(worker))

  return {
    start: () => {
      if (timers.length > 0) return
      silence = database.onBell(look)
      timers.push(setInterval(look, LOOK_EVERY_MS), setInterval(turn, LOOK_EVERY_MS))
      takings.soon(takeOnce)
      beat(TAKE_EVERY_MS, takeOnce, takings)
      beat(KEEP_EVERY_MS, () => prepare().then(() => keep(worker)))
      beat(SAVE_EVERY_MS, () => saveCursors(database.pool, worker.node, worker.owned.values()))
      beat(DAY_MS, tidy)
      timers.push(setTimeout(() => turns.soon(tidy), TIDY_AFTER_MS).unref())
      look()
    },
    settle: () =>
      turns.now(async () => {
        await takings.now(takeOnce)
        await keep(worker)
        for (let moved = true; moved; ) {
          moved = await numbers.now(number)
          while (await work(true));
        }
        if (timers.length === 0) await leave(worker)
      }),
    stop: async () => {
      silence()
      walks.stop()
      for (const timer of timers.splice(0)) clearInterval(timer)
      await numbers.close(async () => {})
      await takings.close(async () => {})
      await turns.close(() => leave(worker))
    },
    lag: () => prepare().then(() => lagOf(worker)),
    standing: () => standingOf(worker),
    head: () => headOf(database),
    onHead: (listener) => {
      heads.add(listener)
      return () => heads.delete(listener)
    },
    parked: () => listParked(database.pool),
    replayParked: (handler, subject) => prepare().then(() => replayParked(worker, handler, subject)),
    replay: async (handler, options, empty) => {
      await prepare()
      await replay(database, handler, options, empty)
      await turns.now(() => keep(worker))
      turn()
    },
    pause: (handler) => void worker.paused.add(handler),
    resume: (handler) => void worker.paused.delete(handler),
  }
}

async function headOf(database: Database): Promise<number> {
  const { rows } = await database.pool.query<{ pos: number }>('select pos from kernel.log_head')
  return rows[0]?.pos ?? 0
}

/** Does it once; a failure is not remembered. */
function onceDone(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null
  return () => {
    done ??= work().catch((error: unknown) => {
      done = null
      throw error
    })
    return done
  }
}

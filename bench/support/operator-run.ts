import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { CrowdOrder } from './operator-crowd.ts'
import { cpuSeconds, cpuSecondsAlone, residentMb, sharedOnceMb } from './operator-machine.ts'
import { type Books, openSite, type Site } from './operator-site.ts'
import type { Told } from './operator-times.ts'

/** An operator of so many advisors for a while: per second, in cores, in MB, in bytes for a message. */
export interface Run {
  advisors: number
  seconds: number
  messages: number
  cores: { app: number; database: number; load: number }
  mb: { app: number; database: number }
  lagMs: number
  bytes: { database: number; wal: number }
  told: CrowdTold
}
export interface Stretch {
  advisors: number
  warmUp: number
  seconds: number
}
interface CrowdTold extends Told {
  /** Customers with an open window at the end, and those of them who wait for a person. */
  here: number
  waiting: number
}

const LOOKS_EVERY_MS = 2_000

/** Starts the product anew, lets the operator live, and measures the last `seconds` of it. */
export async function runOperator({ advisors, warmUp, seconds }: Stretch): Promise<Run> {
  await using site = await openSite()
  await using crowd = await openCrowd({ url: site.url, key: site.key, advisors })
  const opened = await site.books()
  await pause(warmUp * 1_000)
  await site.lag()
  crowd.reset()
  const before = await look(site, crowd.pid)
  const mb = await memoryWithin(site, seconds * 1_000)
  const after = await look(site, crowd.pid)
  const told = await crowd.told()
  const lagMs = 1_000 * (await site.lag())
  return { advisors, mb, lagMs, told, ...between(before, after), bytes: bytesBetween(opened, before, after) }
}

type Seen = Awaited<ReturnType<typeof look>>

function between(before: Seen, after: Seen): Pick<Run, 'seconds' | 'messages' | 'cores'> {
  const seconds = (after.at - before.at) / 1_000
  const cores = (name: 'app' | 'database' | 'load'): number => (after.cpu[name] - before.cpu[name]) / seconds
  return {
    seconds,
    messages: (after.books.messages - before.books.messages) / seconds,
    cores: { app: cores('app'), database: cores('database'), load: cores('load') },
  }
}

/** Tables grow by pages: of them the longer stretch tells better. */
const bytesBetween = (opened: Books, before: Seen, after: Seen): Run['bytes'] => ({
  database: each(opened, after.books, 'database'),
  wal: each(before.books, after.books, 'wal'),
})

const each = (from: Books, to: Books, what: 'database' | 'wal'): number =>
  (to[what] - from[what]) / Math.max(1, to.messages - from.messages)

async function look({ pids, books }: Site, load: number) {
  const cpu = { app: cpuSecondsAlone(pids.app), database: cpuSeconds(pids.database), load: cpuSecondsAlone(load) }
  return { cpu, at: performance.now(), books: await books() }
}

/** The most that was seen. */
async function memoryWithin({ pids }: Site, ms: number): Promise<Run['mb']> {
  const most = { app: 0, database: 0 }
  const end = performance.now() + ms
  for (let left = ms; left > 0; left = end - performance.now()) {
    await pause(Math.min(LOOKS_EVERY_MS, left))
    most.app = Math.max(most.app, residentMb(pids.app))
    most.database = Math.max(most.database, sharedOnceMb(pids.database))
  }
  return most
}

/** Answers when the operator is filled and every advisor sits at a console; work begins then. */
async function openCrowd(order: CrowdOrder) {
  const child = fork(new URL('operator-crowd.ts', import.meta.url))
  const gone = once(child, 'exit')
  const heard = async (): Promise<unknown> => {
    const lost = gone.then(() => Promise.reject(new Error('The crowd is gone.')))
    const [said] = await Promise.race([once(child, 'message'), lost])
    return said
  }
  const here = heard()
  child.send(order)
  await here
  return {
    pid: child.pid ?? 0,
    reset: () => void child.send('reset'),
    told: () => {
      const told = heard()
      child.send('tell')
      return told as Promise<CrowdTold>
    },
    async [Symbol.asyncDispose]() {
      child.disconnect()
      await gone
    },
  }
}

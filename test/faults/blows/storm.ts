import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '#kernel/ids'
import { p99Of } from '../../support/percentile.ts'
import type { Ledger } from '../harness/ledger.ts'
import { deliver, type Hook } from '../harness/writers/outside.ts'

/** As many at once as a provider opens connections, each with so many threads. */
const CONNECTIONS = 16
const THREADS = 20

export interface Storm {
  seconds: number
  /** How soon everybody else was acknowledged meanwhile, the 99th percentile; milliseconds. */
  others: number
}

/** So many messages to one brand, as fast as they are taken. */
export async function storm(hook: Hook, incoming: Ledger, events: number): Promise<Storm> {
  const hit = new Set<string>()
  const connection = async (): Promise<void> => {
    const threads = Array.from({ length: THREADS }, () => newId())
    for (const thread of threads) hit.add(thread)
    for (let n = 0; n < events / CONNECTIONS; n++) await deliver(hook, [incoming.next(threads[n % THREADS] ?? '')])
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
  const seconds = (performance.now() - began) / 1000
  await pause(2_000)
  const during = incoming.entries.filter(({ acknowledged, since }) => acknowledged && since >= began)
  return { seconds, others: p99Of(during.filter(({ conversation }) => !hit.has(conversation)).map(({ ms }) => ms)) }
}

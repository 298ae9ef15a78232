// Everybody else: visitors with their streams open, and visitors who write, in a process of their own, so that the probes' clock is not theirs.
import { fork } from 'node:child_process'
import { httpLoad, type Load } from './http-load.ts'
import { openVisitorStreams } from './streams.ts'
import { messageOf, tokenOf } from './visitors.ts'
import { words } from './words.ts'

export interface Crowd {
  url: string
  streams: number
  perSecond: number
  /** Who writes: the first so many. */
  visitors: number
}

/** Their streams are open and they write, until `leave`. */
export async function openCrowd(crowd: Crowd): Promise<{ leave(): Promise<Load> }> {
  const child = fork(import.meta.filename, [JSON.stringify(crowd)])
  const heard = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(message as T))
      child.once('exit', () => reject(new Error('The crowd is gone.')))
    })
  await heard()
  return {
    leave: async () => {
      const load = heard<Load>()
      child.send('leave')
      return load
    },
  }
}

async function be({ url, streams, perSecond, visitors }: Crowd): Promise<void> {
  const over = new AbortController()
  const close = await openVisitorStreams(
    url,
    Array.from({ length: streams }, (_, n) => tokenOf(n + 1)),
  )
  const request = (host: string) => messageOf(host, 1 + Math.floor(Math.random() * visitors), words)
  const load = httpLoad(url, { clients: 16, perSecond, until: over.signal, request })
  process.once('message', async () => {
    over.abort()
    process.send?.(await load, () => process.exit())
    close()
  })
  process.send?.('here')
}

if (import.meta.main) await be(JSON.parse(process.argv[2] ?? ''))

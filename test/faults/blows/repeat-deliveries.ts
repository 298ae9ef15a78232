import { newId } from '#kernel/ids'
import type { Entry, Ledger } from '../harness/ledger.ts'
import type { Scene } from '../harness/scene.ts'
import { mail, rawMail } from '../harness/writers/mailers.ts'
import { deliver, push } from '../harness/writers/outside.ts'

export const REPEATS = 10

export interface Crowd {
  /** Beside each other, each with so many batches one after the other, of so many messages. */
  threads: number
  batches: number
  inABatch: number
  mails: number
}

/** Deliveries that come ten times beside each other, shuffled, and late; mails as well. */
export async function repeatDeliveries({ hook, door }: Scene, incoming: Ledger, crowd: Crowd): Promise<void> {
  const threads = Array.from({ length: crowd.threads }, () => newId())
  const sent: Entry[][] = []
  const thread = async (id: string): Promise<void> => {
    for (let batch = 0; batch < crowd.batches; batch++) {
      const entries = Array.from({ length: crowd.inABatch }, () => incoming.next(id))
      await deliver(hook, entries)
      sent.push(entries)
    }
  }
  const mails = Array.from({ length: crowd.mails }, () => incoming.next(newId()))
  await Promise.all([...threads.map(thread), ...mails.map((entry) => tenTimes(() => mail(door, entry)))])
  const late = shuffled(Array.from({ length: REPEATS - 1 }, () => sent).flat())
  await inParallel(10, late, (entries) => push(hook, newId(), shuffled(entries)))
  await inParallel(5, shuffled(mails), (entry) => mail(door, { ...entry }, rawMail(door, entry)))
}

const tenTimes = (act: () => Promise<unknown>): Promise<unknown> => Promise.all(Array.from({ length: REPEATS }, act))

function shuffled<T>(list: readonly T[]): T[] {
  const left = [...list]
  return list.flatMap(() => left.splice(Math.floor(Math.random() * left.length), 1))
}

async function inParallel<T>(most: number, list: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...list]
  const work = async (): Promise<void> => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await act(one)
  }
  await Promise.all(Array.from({ length: most }, work))
}

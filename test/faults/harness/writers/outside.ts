import { newId } from '#kernel/ids'
import { signedDelivery } from '../../../support/outside.ts'
import { acknowledge, type Entry, type Ledger, textOf } from '../ledger.ts'
import { untilTaken } from '../patience.ts'
import { steadily, type Writers } from './steadily.ts'

/** Where a system of the outside pushes to. */
export interface Hook {
  url: string
  account: string
}
export const SECRET = 'the signing secret of the fault runs'
/** Too slow, too many; and 401: its clock or ours may be wrong for now. */
const LATER = [401, 408, 429]

/** A system of the outside that delivers numbered messages in threads, until each is taken; every third goes again though it was. */
export function startDeliveries(
  hook: Hook,
  ledger: Ledger,
  { count, everyMs }: { count: number; everyMs: number },
): Writers {
  return steadily(
    Array.from({ length: count }, () => {
      const thread = newId()
      return {
        everyMs,
        act: async () => {
          const entry = ledger.next(thread)
          await deliver(hook, [entry])
          if (entry.n % 3 === 0) await push(hook, newId(), [entry])
        },
      }
    }),
  )
}

/** One delivery of these, until it is acknowledged. */
export async function deliver(hook: Hook, entries: readonly Entry[]): Promise<void> {
  const id = newId()
  await untilTaken(() => push(hook, id, entries))
  for (const entry of entries) acknowledge(entry)
}

/** Was it taken? Throws when it is refused for good. */
export async function push({ url, account }: Hook, id: string, entries: readonly Entry[]): Promise<boolean> {
  const delivery = signedDelivery(entries.map(eventOf), { id, secret: SECRET, at: new Date() })
  const answer = await fetch(`${url}/hooks/custom/${account}`, delivery).catch(() => null)
  await answer?.arrayBuffer().catch(() => null)
  if (answer !== null && answer.status < 500 && !LATER.includes(answer.status) && !answer.ok)
    throw new Error(`a delivery was refused: ${answer.status}`)
  return answer?.ok === true
}

const eventOf = (entry: Entry): object => ({
  type: 'message',
  id: `${entry.conversation}.${entry.n}`,
  thread: entry.conversation,
  at: new Date(performance.timeOrigin + entry.since).toISOString(),
  from: { id: entry.conversation, name: 'Inès' },
  text: textOf(entry),
})

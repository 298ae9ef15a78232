import type { Shown } from './books.ts'
import { type Ledger, unsorted, type Verdict } from './ledger.ts'
import type { Peers } from './peers.ts'

/** Of what came in. A conversation is whose first number stands in it: what was put into another one counts as lost. */
export function verdictIn(ledger: Ledger, shown: readonly Shown[]): Verdict {
  const whose = new Map(ledger.entries.map(({ n, conversation }) => [n, conversation]))
  const lists = Map.groupBy(shown, ({ conversation }) => conversation)
  const named = [...lists.values()].map((list) => list.map(({ n }) => n))
  const byThread = new Map<string, readonly number[]>()
  for (const numbers of named) {
    const thread = whose.get(Math.min(...numbers)) ?? ''
    if (!byThread.has(thread)) byThread.set(thread, numbers)
  }
  const where = new Map(shown.map(({ n, conversation }) => [n, conversation]))
  tellLost(
    ledger.entries
      .filter(({ n, acknowledged, conversation }) => acknowledged && byThread.get(conversation)?.includes(n) !== true)
      .map(({ n, conversation }) => `message ${n} of ${conversation} is ${where.get(n) ?? 'nowhere'}`),
  )
  return ledger.check(byThread)
}

const MOST_TOLD = 20
/** Which they were: the first thing to know when there is one. */
function tellLost(lost: readonly string[]): void {
  if (lost.length > 0)
    console.log(`  not there: ${lost.slice(0, MOST_TOLD).join('; ')}${lost.length > MOST_TOLD ? ' …' : ''}`)
}

export interface OutVerdict extends Verdict {
  /** Shown as one that may have been sent: the peer cannot be asked. */
  maybe: number
}

/** Of what went out: each answer that was acknowledged is at its receiver once, or is shown as one that may have been sent. */
export function verdictOut(ledger: Ledger, shown: readonly Shown[], peers: Peers): OutVerdict {
  const [outside, mail] = [peers.takenOutside(), peers.takenByMail()]
  const taken = new Set([...outside, ...mail])
  const states = new Map(shown.map((one) => [one.n, one]))
  const isSafe = (n: number): boolean => {
    const { delivery, channel } = states.get(n) ?? { delivery: null, channel: '' }
    return (delivery === 'sent' && taken.has(n)) || (delivery === 'unknown' && channel === 'email')
  }
  const acknowledged = ledger.entries.filter((entry) => entry.acknowledged)
  const lost = acknowledged.filter(({ n }) => !isSafe(n))
  tellLost(
    lost.map(({ n, conversation }) => {
      const { channel, delivery } = states.get(n) ?? { channel: 'nowhere', delivery: null }
      return `answer ${n} of ${conversation} is ${delivery} by ${channel}, ${taken.has(n) ? 'taken' : 'not taken'}`
    }),
  )
  const twice = (list: readonly number[]): number => list.length - new Set(list).size
  return {
    acknowledged: acknowledged.length,
    lost: lost.length,
    doubled: twice(outside) + twice(mail) + twice(shown.map(({ n }) => n)),
    outOfOrder: wrongOrder(ledger, outside) + wrongOrder(ledger, mail),
    maybe: [...states.values()].filter(({ delivery }) => delivery === 'unknown').length,
  }
}

function wrongOrder(ledger: Ledger, taken: readonly number[]): number {
  const whose = new Map(ledger.entries.map(({ n, conversation }) => [n, conversation]))
  const lists = Map.groupBy(new Set(taken), (n) => whose.get(n))
  return [...lists.values()].reduce((sum, list) => sum + unsorted(list), 0)
}

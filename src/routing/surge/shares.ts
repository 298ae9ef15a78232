import { createHash } from 'node:crypto'
import type { ConversationId, QueueId } from '#kernel/ids'
import type { Switches } from './contract.ts'

type Share = NonNullable<Switches['overflow']>[number]

/** Where else it waits; undefined: where it belongs. The same conversation always goes the same way, and one step only. */
export function shareOf(shares: readonly Share[], id: ConversationId, queue: QueueId): QueueId | undefined {
  let left = createHash('sha256').update(id).digest().readUInt32BE(0) % 100
  for (const { from, to, percent } of shares) {
    if (from !== queue) continue
    if (left < percent) return to
    left -= percent
  }
  return undefined
}

/** The same, to a queue that was not taken away since: what a plan that is on does, and what one would have done. */
export function goesTo(
  shares: readonly Share[],
  id: ConversationId,
  queue: QueueId,
  known: ReadonlySet<QueueId>,
): QueueId | undefined {
  const to = shareOf(shares, id, queue)
  return to !== undefined && known.has(to) ? to : undefined
}

export interface Fault {
  pointer: string
  detail: string
}

/** What is wrong with shares, by their place in the request. `known`: the queues of the brand. */
export function faultsOf(shares: readonly Share[], known: ReadonlySet<string>): Fault[] {
  return shares.flatMap(({ from, to }, n): Fault[] => {
    const at = (field: string, detail: string) => [{ pointer: `/body/switches/overflow/${n}/${field}`, detail }]
    if (!known.has(from)) return at('from', 'names no queue of this brand')
    if (!known.has(to)) return at('to', 'names no queue of this brand')
    if (shares.some((other) => other.from === to)) return at('to', 'gives away itself; a share goes one step only')
    const sum = shares.filter((other) => other.from === from).reduce((all, { percent }) => all + percent, 0)
    return sum > 100 ? at('percent', 'is more than is left of this queue') : []
  })
}

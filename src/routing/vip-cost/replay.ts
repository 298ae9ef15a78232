/** Work that a queue gave, as it is kept: times in milliseconds since the epoch. */
export interface Given {
  id: string
  queue: string
  priority: string
  since: number
  at: number
  /** Its customer had a standing: so much further ahead it stood in the line. */
  vip: boolean
  ahead: number
  /** It was kept for who looks after the customer: it took a moment out of the order. */
  kept: boolean
}

/**
 * When each would have been given, at the same moments of the same queues, by the order with standings or without. At each moment goes
 * who is first, by priority and place, of those who had come by then. With standings, what was kept for a named advisor takes its own
 * moment; without, it stands in the line like any other.
 */
export function replay(given: readonly Given[], standings: 'with' | 'without'): Map<string, number> {
  const times = new Map<string, number>()
  for (const queue of Map.groupBy(given, (each) => each.queue).values()) one(queue, standings === 'with', times)
  return times
}

function one(queue: readonly Given[], standings: boolean, times: Map<string, number>): void {
  const moments = queue.toSorted((a, b) => a.at - b.at || compare(a.id, b.id))
  const coming = queue.filter((each) => !standings || !each.kept).sort((a, b) => a.since - b.since)
  const place = ({ since, vip, ahead }: Given) => (standings && vip ? since - ahead : since)
  const before = (a: Given, b: Given) => compare(a.priority, b.priority) || place(a) - place(b) || compare(a.id, b.id)
  const line: Given[] = []
  let come = 0
  for (const moment of moments) {
    if (standings && moment.kept) {
      times.set(moment.id, moment.at)
      continue
    }
    for (let next = coming[come]; next !== undefined && next.since <= moment.at; next = coming[++come])
      standIn(line, next, before)
    const first = line.pop()
    if (first !== undefined) times.set(first.id, moment.at)
  }
}

/** Who is first stands at the end, from where it costs nothing to take. */
function standIn(line: Given[], one: Given, before: (a: Given, b: Given) => number): void {
  let [low, high] = [0, line.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = line[middle]
    if (other !== undefined && before(one, other) < 0) low = middle + 1
    else high = middle
  }
  line.splice(low, 0, one)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

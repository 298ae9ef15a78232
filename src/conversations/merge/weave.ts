/** A message as far as its place is concerned. */
export interface Placed {
  id: string
  seq: number
  at: Date
}
export interface Woven {
  from: 'own' | 'other'
  id: string
  /** Where it stood in its own conversation. */
  seq: number
  /** Where it stands now, counted from 1 without gaps. */
  place: number
}

/**
 * Two conversations, each in the order of its places, as one by time. Each keeps its own order whatever its clocks say, so that taking
 * one of them out again gives the other exactly as it was.
 */
export function weave(own: readonly Placed[], other: readonly Placed[]): Woven[] {
  const all = [...timed('own', own), ...timed('other', other)]
  return all
    .toSorted((one, next) => one.time - next.time || rank(one.from) - rank(next.from) || one.seq - next.seq)
    .map(({ from, id, seq }, index) => ({ from, id, seq, place: index + 1 }))
}

const rank = (from: Woven['from']): number => (from === 'own' ? 0 : 1)

/** A message is never before the one it follows. */
function timed(from: Woven['from'], messages: readonly Placed[]) {
  let time = Number.NEGATIVE_INFINITY
  return messages.map(({ id, seq, at }) => {
    time = Math.max(time, at.getTime())
    return { from, id, seq, time }
  })
}

interface Position {
  seq: number
  furthest: number
}

/**
 * How far a reader has read what two conversations became: up to the first message that is new to them in either. Customers see
 * nothing of the other one (`alone`). `furthest`, which the other side was told, goes along with its message.
 */
export function positionIn(woven: readonly Woven[], own: Position, other: number, alone: boolean): Position {
  const furthest = lastOwn(woven, own.furthest)
  if (alone) return { seq: lastOwn(woven, own.seq), furthest }
  const unread = woven.find(({ from, seq }) => seq > (from === 'own' ? own.seq : other))
  return { seq: (unread?.place ?? woven.length + 1) - 1, furthest }
}

const lastOwn = (woven: readonly Woven[], seq: number): number =>
  woven.findLast((each) => each.from === 'own' && each.seq <= seq)?.place ?? 0

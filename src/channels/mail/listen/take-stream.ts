import type { Room } from './room.ts'

/** What came, or why not: too large for us ever, or for now. The stream is read to its end either way, as the protocol wants. */
export type Came = { bytes: Buffer } | 'too-large' | 'no-room'

export async function takeStream(stream: AsyncIterable<Buffer>, most: number, room: Room): Promise<Came> {
  const pieces: Buffer[] = []
  let [size, refused] = [0, null as Exclude<Came, object> | null]
  let held = 0
  try {
    for await (const piece of stream) {
      size += piece.length
      if (refused === null && size > most) refused = 'too-large'
      if (refused === null && !room.take(piece.length)) refused = 'no-room'
      if (refused !== null) {
        pieces.length = 0
        continue
      }
      held += piece.length
      pieces.push(piece)
    }
    return refused ?? { bytes: Buffer.concat(pieces) }
  } finally {
    room.give(held)
  }
}

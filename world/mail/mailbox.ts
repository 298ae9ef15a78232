import type { Letter } from './letter.ts'

/** A mailbox somebody reads. Two who read the same one share what comes. */
export interface Mailbox {
  /** What came and was not read yet, one at a time; null when the signal aborts first. */
  next(signal: AbortSignal): Promise<Letter | null>
  close(): void
}

export interface Boxes {
  open(address: string): Mailbox
  /** Gone at once where nobody reads. */
  put(address: string, letter: Letter): void
}

interface Box {
  readers: number
  letters: Letter[]
  waiting: Set<(letter: Letter) => void>
}
/** Of unread letters the oldest go. */
const MOST_UNREAD = 20

export function openBoxes(): Boxes {
  const boxes = new Map<string, Box>()
  return {
    open(address) {
      const key = address.toLowerCase()
      const box = boxes.get(key) ?? { readers: 0, letters: [], waiting: new Set() }
      boxes.set(key, box)
      box.readers++
      const close = () => void (--box.readers === 0 && boxes.delete(key))
      return { next: (signal) => nextIn(box, signal), close }
    },
    put(address, letter) {
      const box = boxes.get(address.toLowerCase())
      if (box === undefined) return
      const [reader] = box.waiting
      if (reader !== undefined) return reader(letter)
      box.letters.push(letter)
      if (box.letters.length > MOST_UNREAD) box.letters.shift()
    },
  }
}

function nextIn({ letters, waiting }: Box, signal: AbortSignal): Promise<Letter | null> {
  const letter = letters.shift()
  if (letter !== undefined || signal.aborted) return Promise.resolve(letter ?? null)
  const { promise, resolve } = Promise.withResolvers<Letter | null>()
  const read = (found: Letter | null) => {
    waiting.delete(read)
    resolve(found)
  }
  waiting.add(read)
  signal.addEventListener('abort', () => read(null), { once: true })
  return promise
}
